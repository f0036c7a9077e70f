// Shows the document that the page names. Changes that are tried out carry the mark against forged requests.
const place = document.getElementById('docs')

window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.document,
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  syntaxHighlight: false,
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers['X-CSRF'] = '1'
    return request
  },
})
