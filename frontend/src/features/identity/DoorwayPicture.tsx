/** Children under a rising sun, holding hands. Decoration in the colours of the band. */
export function DoorwayPicture() {
  return (
    <svg viewBox="0 0 480 250" aria-hidden="true" style={{ width: '100%', maxWidth: 480, display: 'block' }}>
      <g fill="#fff">
        <circle cx="240" cy="186" r="178" opacity=".06" />
        <circle cx="240" cy="186" r="132" opacity=".07" />
      </g>
      <circle cx="240" cy="170" r="84" fill="#ffd9a0" opacity=".95" />
      <path d="M0 218c70-34 150-42 240-42s170 8 240 42v32H0z" fill="#095f57" />
      <path d="M0 232c80-24 160-30 240-30s160 6 240 30v18H0z" fill="#074d46" />
      <g strokeLinecap="round" strokeWidth="9" fill="none">
        <path d="M107 160q22 26 46 6" stroke="#f2fbf9" />
        <path d="M153 166q24 22 47-14" stroke="#f2fbf9" />
        <path d="M280 152q22 36 47 14" stroke="#f2fbf9" />
        <path d="M327 166q24 20 46-6" stroke="#f2fbf9" />
        <path d="M200 152q40 34 80 0" stroke="#f2fbf9" />
      </g>
      <Child x={153} y={136} height={72} shirt="#f2fbf9" head="#f7b977" />
      <Child x={240} y={118} height={90} shirt="#f2fbf9" head="#f0a860" />
      <Child x={327} y={136} height={72} shirt="#f2fbf9" head="#f7b977" />
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
