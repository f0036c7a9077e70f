/** Photos chosen for a place that isn't saved yet: the page of the saved one sends them. In memory alone. */
const waiting = new Map<string, File[]>()

export const handPhotos = (hazard_id: string, photos: File[]): void => void waiting.set(hazard_id, photos)
export const handedPhotos = (hazard_id: string): File[] => waiting.get(hazard_id) ?? []
export const dropPhotos = (hazard_id: string): void => void waiting.delete(hazard_id)
