/** The body of a generated call's answer: `listUnits({ query }).then(unwrap)`. Refusals were thrown before. */
export const unwrap = <Body>(answer: { data: Body }): Body => answer.data
