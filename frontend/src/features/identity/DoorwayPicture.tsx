/** Children under a rising sun, holding hands. Decoration in the colours of the band. */
export function DoorwayPicture() {
  return (
    <svg viewBox="0 0 480 262" aria-hidden="true" style={{ width: '100%', maxWidth: 480, display: 'block' }}>
      <clipPath id="sky">
        <rect width="480" height="222" />
      </clipPath>
      <g fill="#fff" clipPath="url(#sky)">
        <circle cx="240" cy="186" r="178" opacity=".06" />
        <circle cx="240" cy="186" r="132" opacity=".07" />
      </g>
      <circle cx="240" cy="170" r="84" fill="#ffd9a0" opacity=".95" />
      <ellipse cx="240" cy="222" rx="236" ry="40" fill="#095f57" />
      <ellipse cx="240" cy="232" rx="200" ry="27" fill="#074d46" />
      <g strokeLinecap="round" strokeWidth="9" fill="none">
        <path d="M107 158q20 26 40 8" stroke="#ee8f6b" />
        <path d="M160 166q22 20 40-14" stroke="#ee8f6b" />
        <path d="M320 166q-22 20-40-14" stroke="#9bd3ca" />
        <path d="M373 158q-20 26-40 8" stroke="#9bd3ca" />
        <path d="M200 152q40 34 80 0" stroke="#f2fbf9" />
      </g>
      <Child x={153} y={136} height={72} shirt="#ee8f6b" head="#f7b977" />
      <Child x={240} y={118} height={90} shirt="#f2fbf9" head="#f0a860" />
      <Child x={327} y={136} height={72} shirt="#9bd3ca" head="#f7b977" />
      <g fill="#9bd3ca">
        <path d="M70 214c-2-20 8-32 22-36 2 16-6 30-22 36zM66 214c2-16-6-26-18-30-2 14 4 26 18 30z" />
        <path d="M412 214c2-20-8-32-22-36-2 16 6 30 22 36zM416 214c-2-16 6-26 18-30 2 14-4 26-18 30z" />
      </g>
    </svg>
  )
}

function Child({
  x,
  y,
  height,
  shirt,
  head,
}: {
  x: number
  y: number
  height: number
  shirt: string
  head: string
}) {
  const foot = y + height
  return (
    <g>
      <path
        d={`M${x} ${y + 18}c-13 0-19 9-21 24l-4 ${height - 42}q25 8 50 0l-4-${height - 42}c-2-15-8-24-21-24z`}
        fill={shirt}
      />
      <circle cx={x} cy={y} r="17" fill={head} />
      <path d={`M${x - 17} ${y - 2}a17 17 0 0 1 34 0q-17-10-34 0z`} fill="#12302c" />
      <path
        d={`M${x - 9} ${foot - 2}v12M${x + 9} ${foot - 2}v12`}
        stroke="#12302c"
        strokeWidth="6"
        strokeLinecap="round"
      />
    </g>
  )
}
