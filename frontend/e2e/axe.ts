import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Fails with the rule and the elements when the page breaks WCAG 2.2 A or AA, or scrolls sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  // Between two pages there is neither: what is looked at is the page that comes.
  await expect(page.locator('h1')).not.toHaveCount(0)
  await settled(page)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Menus, dialogs and notices open at the end of the page, outside its landmarks.
    .disableRules('region')
    .analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

export const SCREENS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
} as const

/** A dialog that fades in has no contrast yet: wait for what moves to a rest, but not for what turns for ever. */
async function settled(page: Page) {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        await new Promise((resolve) => setTimeout(resolve, 60))
        return document
          .getAnimations()
          .filter((one) => one.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
          .filter((one) => one.playState === 'running').length
      }),
    )
    .toBe(0)
}
