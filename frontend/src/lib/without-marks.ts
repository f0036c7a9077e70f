/** Without the marks of letters and tones, đ as d: "Nguyễn Đức" is "Nguyen Duc". */
export const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
