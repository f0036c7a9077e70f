/** The mark: a child with raised arms. Decorative: the product's name always stands beside it. */
export function Logo({ size = 36, onBand = false }: { size?: number; onBand?: boolean }) {
  const ground = onBand ? '#ffffff' : '#0b7268'
  const figure = onBand ? '#0b7268' : '#ffffff'
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="40" height="40" rx="11" fill={ground} />
      <circle cx="20" cy="12.2" r="4.9" fill={onBand ? '#e39a3b' : '#ffd9a0'} />
      <path
        d="M8.5 14.5C11 20 15 22.2 20 22.2s9-2.2 11.5-7.7"
        fill="none"
        stroke={figure}
        strokeWidth="4.4"
        strokeLinecap="round"
      />
      <path d="M15.2 20.5 13.6 33q6.4 2.6 12.8 0l-1.6-12.5z" fill={figure} />
    </svg>
  )
}
