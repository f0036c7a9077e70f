/** The mark: a child with raised arms. Decorative: the product's name always stands beside it. */
export function Logo({ size = 36, onBand = false }: { size?: number; onBand?: boolean }) {
  const ground = onBand ? '#ffffff' : '#0b7268'
  const figure = onBand ? '#0b7268' : '#ffffff'
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="40" height="40" rx="11" fill={ground} />
      <circle cx="20" cy="11.6" r="4.6" fill={onBand ? '#e39a3b' : '#ffd9a0'} />
      <path
        d="M7.5 15.5c1.6 6.8 6.4 10.2 12.5 10.2s10.9-3.4 12.5-10.2"
        fill="none"
        stroke={figure}
        strokeWidth="4.4"
        strokeLinecap="round"
      />
      <path d="M20 25.7c-3.4 0-5.8 2.7-5.8 7.3h11.6c0-4.6-2.4-7.3-5.8-7.3z" fill={figure} />
    </svg>
  )
}
