export type { Column, Filter } from './columns'
export { DataList } from './DataList'
export { useUsual } from './usual'
