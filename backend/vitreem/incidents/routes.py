from vitreem.kernel.request.routing import api_router
router = api_router("Bảo vệ trẻ em")
