"""Gifts, scholarships, sponsorships and awards: list of children → line → share → delivery, and where each đồng is."""
