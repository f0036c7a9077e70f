// Runs before the first paint, so that neither colours nor language flicker.
// A file of its own because the content security policy allows no inline script.
;(() => {
  const root = document.documentElement
  let kept = null
  let language = null
  try {
    kept = localStorage.getItem('mantine-color-scheme-value')
    language = localStorage.getItem('language')
  } catch {
    // Storage may be closed to us; the defaults then hold.
  }
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  root.lang = language === 'en' ? 'en' : 'vi'
})()
