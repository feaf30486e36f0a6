"""Sandbox, Sheets: the parts of an .xlsx and their relations."""

import io
import posixpath
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

# A small zip can hold an enormous part; no sheet that people fill comes near this.
_LARGEST_PART = 200_000_000


class Package:
    """An .xlsx opened for reading."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower(): name for name in self._zip.namelist()}

    def has(self, path: str) -> bool:
        """Tell whether there is such a part."""
        return path.lower() in self._names

    def xml(self, path: str) -> ElementTree.Element:
        """Return the root of a part. Raises KeyError without it, ValueError when it is damaged."""
        name = self._names[path.lower()]
        if self._zip.getinfo(name).file_size > _LARGEST_PART:
            raise ValueError(f"{path} is too large")
        root = ElementTree.fromstring(self._zip.read(name))
        if not root.tag.startswith("{http://purl.oclc.org"):
            return root
        # A "strict" workbook: the same words in other namespaces.
        for element in root.iter():
            element.tag = MAIN + element.tag.rpartition("}")[2]
            for key in [each for each in element.attrib if "purl.oclc.org" in each]:
                element.attrib[OFFICE + key.rpartition("}")[2]] = element.attrib.pop(key)
        return root

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part: id to (kind, target)."""
        folder, name = posixpath.split(path)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(relations):
            return {}
        found = {}
        for each in self.xml(relations).iter(f"{_RELATIONS}Relationship"):
            target = each.get("Target", "")
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target)
        return found

    def main_part(self) -> str:
        """Return the path of the workbook part. Raises ValueError when it is no spreadsheet."""
        for kind, target in self.relations("").values():
            if kind == "officeDocument":
                return target
        raise ValueError("the file is no Office document")
