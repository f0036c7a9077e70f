const LARGE_BYTES = 1.5e6
const LONGEST_SIDE = 2048

/** A large photo made smaller on the device, for a weak line; everything else goes as it is. */
export async function reducedPhoto(file: File): Promise<File> {
  if (!file.type.startsWith('image/') || file.size <= LARGE_BYTES || !('createImageBitmap' in window))
    return file
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file)
  } catch {
    return file // The server says in words what is wrong with it.
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
  return blob && blob.size < file.size
    ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' })
    : file
}
