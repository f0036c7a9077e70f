"""What the parts of Word and Excel files are, and what becomes of them: by content type and by relationship."""

from enum import Enum

from vitreem.kernel.files.refusals import Foreign

_OPEN = "application/vnd.openxmlformats-officedocument."
_WORD, _EXCEL, _DRAWING = _OPEN + "wordprocessingml.", _OPEN + "spreadsheetml.", _OPEN + "drawingml."
MAIN_WORD = _WORD + "document.main+xml"
MAIN_EXCEL = _EXCEL + "sheet.main+xml"
TEMPLATES = (_WORD + "template.main+xml", _EXCEL + "template.main+xml")


class Fate(Enum):
    MARKUP = "markup"
    PICTURE = "picture"
    DROPPED = "dropped"


def _types(fate: Fate, prefix: str, words: str) -> dict[str, Fate]:
    return {(prefix + word).lower(): fate for word in words.split()}


_FATES = {
    MAIN_WORD: Fate.MARKUP,
    MAIN_EXCEL: Fate.MARKUP,
    **_types(
        Fate.MARKUP, _WORD,
        "styles+xml settings+xml webSettings+xml fontTable+xml numbering+xml footnotes+xml endnotes+xml header+xml "
        "footer+xml comments+xml commentsExtended+xml commentsIds+xml commentsExtensible+xml document.glossary+xml",
    ),
    **_types(
        Fate.MARKUP, _EXCEL,
        "worksheet+xml chartsheet+xml sharedStrings+xml styles+xml table+xml comments+xml pivotTable+xml "
        "pivotCacheDefinition+xml pivotCacheRecords+xml sheetMetadata+xml externalLink+xml",
    ),
    **_types(
        Fate.MARKUP, _DRAWING,
        "chart+xml chartshapes+xml diagramData+xml diagramLayout+xml diagramStyle+xml diagramColors+xml",
    ),
    **_types(Fate.MARKUP, _OPEN, "theme+xml themeOverride+xml drawing+xml vmlDrawing"),
    **_types(
        Fate.MARKUP, "application/vnd.ms-office.",
        "chartstyle+xml chartcolorstyle+xml chartex+xml drawingml.diagramDrawing+xml",
    ),
    **_types(
        Fate.MARKUP, "application/vnd.ms-excel.",
        "threadedcomments+xml person+xml slicer+xml slicerCache+xml timeline+xml timelineCache+xml "
        "controlproperties+xml rdrichvalue+xml rdrichvaluestructure+xml rdrichvaluetypes+xml richvaluerel+xml "
        "featurepropertybag+xml",
    ),
    **_types(Fate.MARKUP, "application/vnd.ms-word.", "stylesWithEffects+xml"),
    **_types(
        Fate.PICTURE, "image/",
        "jpeg jpg pjpeg png gif bmp x-ms-bmp tiff tif x-tiff x-emf emf x-wmf wmf x-png",
    ),
    # Who made the file, where and with what; caches; what only other machines would use.
    **_types(
        Fate.DROPPED, _OPEN,
        "extended-properties+xml custom-properties+xml customXmlProperties+xml wordprocessingml.printerSettings "
        "spreadsheetml.printerSettings spreadsheetml.calcChain+xml obfuscatedFont spreadsheetml.customProperty "
        "spreadsheetml.revisionHeaders+xml spreadsheetml.revisionLog+xml spreadsheetml.userNames+xml "
        "wordprocessingml.people+xml",
    ),
    **_types(
        Fate.DROPPED, "",
        "application/xml text/xml application/vnd.openxmlformats-package.core-properties+xml image/svg+xml "
        "image/vnd.ms-photo application/x-fontdata application/x-font-ttf "
        "application/vnd.ms-office.classificationlabels+xml application/vnd.ms-word.keyMapCustomizations+xml "
        "application/vnd.ms-word.attachedToolbars application/vnd.ms-office.webextension+xml "
        "application/vnd.ms-office.webextensiontaskpanes+xml",
    ),
}  # fmt: skip

_REFUSED_WORDS = (
    ("macro", Foreign.MACROS), ("vba", Foreign.MACROS), ("activex", Foreign.OBJECTS), ("oleobject", Foreign.OBJECTS),
    ("connections+xml", Foreign.DATA_CONNECTIONS), ("querytable", Foreign.DATA_CONNECTIONS),
    ("volatiledependencies", Foreign.DATA_CONNECTIONS), ("webimage", Foreign.WEB), ("signature", Foreign.SIGNATURE),
    ("mailmergerecipientdata", Foreign.MAIL_MERGE),
)  # fmt: skip
# Whole files inside the file.
_PACKAGES = (
    "document",
    "sheet",
    "presentation",
    "msword",
    "ms-excel",
    "ms-powerpoint",
    "html",
    "rtf",
    "zip",
    "package",
)


def fate_of(content_type: str) -> Fate | Foreign:
    """What becomes of a part of this type (lower case), or what it is refused as."""
    if (fate := _FATES.get(content_type)) is not None:
        return fate
    for word, what in _REFUSED_WORDS:
        if word in content_type:
            return what
    return Foreign.OBJECTS if content_type.endswith(_PACKAGES) else Foreign.UNKNOWN_PARTS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KEPT = _words(
    "officeDocument styles stylesWithEffects settings webSettings fontTable numbering footnotes endnotes header footer "
    "comments commentsExtended commentsIds commentsExtensible glossaryDocument theme themeOverride image hyperlink "
    "chart chartUserShapes chartStyle chartColorStyle chartEx diagramData diagramLayout diagramQuickStyle "
    "diagramColors diagramDrawing drawing vmlDrawing worksheet chartsheet sharedStrings table pivotTable "
    "pivotCacheDefinition pivotCacheRecords sheetMetadata threadedComment person slicer slicerCache timeline "
    "timelineCache ctrlProp rdRichValue rdRichValueStructure rdRichValueTypes richValueRel FeaturePropertyBag"
)
_DROPPED = _words(
    "core-properties extended-properties custom-properties thumbnail classificationlabels customXml customXmlProps "
    "printerSettings calcChain font customProperty attachedTemplate externalLink externalLinkPath xlPathMissing "
    "xlStartup xlAlternateStartup xlLibrary xlLibraryPath extensibility userCustomization webextensiontaskpanes "
    "keyMapCustomizations attachedToolbars transform people hdphoto revisionHeaders usernames"
)
_REFUSED = {
    "vbaProject": Foreign.MACROS, "wordVbaData": Foreign.MACROS, "xlMacrosheet": Foreign.MACROS,
    "xlIntlMacrosheet": Foreign.MACROS, "dialogsheet": Foreign.MACROS, "macrosheet": Foreign.MACROS,
    "oleObject": Foreign.OBJECTS, "package": Foreign.OBJECTS, "control": Foreign.OBJECTS,
    "activeXControlBinary": Foreign.OBJECTS, "aFChunk": Foreign.OBJECTS, "audio": Foreign.OBJECTS,
    "video": Foreign.OBJECTS, "media": Foreign.OBJECTS,
    "subDocument": Foreign.SUBDOCUMENTS, "frame": Foreign.SUBDOCUMENTS,
    "mailMergeSource": Foreign.MAIL_MERGE, "mailMergeHeaderSource": Foreign.MAIL_MERGE,
    "mailMergeRecipientData": Foreign.MAIL_MERGE, "recipientData": Foreign.MAIL_MERGE,
    "connections": Foreign.DATA_CONNECTIONS, "queryTable": Foreign.DATA_CONNECTIONS,
    "volatileDependencies": Foreign.DATA_CONNECTIONS, "rdRichValueWebImage": Foreign.WEB,
    "origin": Foreign.SIGNATURE, "signature": Foreign.SIGNATURE, "certificate": Foreign.SIGNATURE,
}  # fmt: skip


def is_kept(relationship: str) -> bool:
    """By the last word of its type."""
    return relationship in _KEPT


def refused_as(relationship: str) -> Foreign | None:
    """What a relationship that is neither kept nor dropped is refused as."""
    if relationship in _KEPT or relationship in _DROPPED:
        return None
    return _REFUSED.get(relationship, Foreign.UNKNOWN_PARTS)
