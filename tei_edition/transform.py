"""Compile a stylesheet once, apply it many times, doors closed: the only place that knows saxonche.

Stylesheets are packages; ``xslt/saxon.xml`` registers those that others use. A stylesheet gets its
input and its parameters as trees and strings and gives one result back: it reads no file, fetches
nothing and writes nothing, so one transformation makes one page.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import saxonche
from lxml import etree

from tei_edition import resources
from tei_edition.diagnostics import Diagnostic, Position, Refusal
from tei_edition.xml import Element, Tree

FEATURE = "http://saxon.sf.net/feature/"
NO_DOCTYPE = f"{FEATURE}parserFeature?uri=http%3A//apache.org/xml/features/disallow-doctype-decl"
# every &lt; counts as an entity; without DOCTYPE there are no others, so the limits only stop long documents
ENTITY_LIMITS = tuple(
    f"{FEATURE}parserProperty?uri=http%3A//www.oracle.com/xml/jaxp/properties/{name}"
    for name in ("maxGeneralEntitySizeLimit", "totalEntitySizeLimit")
)


@dataclass(frozen=True, slots=True)
class Held:
    """A tree that a stylesheet has read, to be a parameter of many transformations."""

    node: Any


Parameter = str | int | bool | Element | Tree | Held


def _new_processor() -> Any:
    processor = saxonche.PySaxonProcessor(config_file=str(resources.xslt("saxon.xml")))
    # order matters: these before anything is compiled
    processor.set_configuration_property(NO_DOCTYPE, "true")
    for limit in ENTITY_LIMITS:
        processor.set_configuration_property(limit, "0")
    processor.set_configuration_property(f"{FEATURE}allow-external-functions", "false")
    processor.set_configuration_property(f"{FEATURE}allowedProtocols", "file")
    return processor


@dataclass(frozen=True, slots=True)
class Result:
    """What a transformation made: the serialized result and what the stylesheet said by xsl:message."""

    text: str
    messages: tuple[str, ...]


class Stylesheet:
    """A compiled stylesheet.

    Example: ``Stylesheet(resources.xslt("reading/reading.xsl")).apply(tree, {"id": "telegram-12"}).text``
    """

    def __init__(self, path: Path) -> None:
        """Compile the stylesheet; raises Refusal with line and column if it is in error."""
        self.path = path
        # a processor each: once its doors are closed they cannot be opened for the next stylesheet
        self._processor = processor = _new_processor()
        try:
            self._executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))
        except saxonche.PySaxonApiError as error:
            raise Refusal(_diagnostic(str(error), path)) from None
        finally:
            # closed after compiling: includes and packages must be read, documents must not
            processor.set_configuration_property(f"{FEATURE}allowedProtocols", "none")
        self._executable.set_save_xsl_message(True)

    def apply(self, source: Element | Tree, parameters: Mapping[str, Parameter] | None = None) -> Result:
        """Transform a tree; raises Refusal if the stylesheet stops.

        Parameter values: strings, integers, booleans, trees (as document nodes).
        A list goes as one string, its tokens parted by spaces: saxonche dies of sequences.
        """
        self._executable.clear_parameters()
        for name, value in (parameters or {}).items():
            self._executable.set_parameter(name, self._value(value))
        self._executable.clear_xsl_messages()
        try:
            text = self._executable.transform_to_string(xdm_node=self._node(source))
        except saxonche.PySaxonApiError as error:
            raise Refusal(_diagnostic(str(error), self.path)) from None
        said = self._executable.get_xsl_messages()
        messages = tuple(said.item_at(i).string_value for i in range(said.size)) if said else ()
        return Result(text or "", messages)

    def hold(self, tree: Element | Tree) -> Held:
        """A tree read once. Example: ``sheet.apply(page, {"words": sheet.hold(words)})``."""
        return Held(self._node(tree))

    def _node(self, source: Element | Tree) -> Any:
        """An lxml tree as a Saxon document node; the DOCTYPE, if any, is left behind."""
        root = source if isinstance(source, Element) else source.getroot()
        return self._processor.parse_xml(xml_text=etree.tostring(root, encoding="unicode", with_tail=False))

    def _value(self, value: Parameter) -> Any:
        if isinstance(value, bool):
            return self._processor.make_boolean_value(value)
        if isinstance(value, int):
            return self._processor.make_integer_value(value)
        if isinstance(value, str):
            return self._processor.make_string_value(value)
        if isinstance(value, Held):
            return value.node
        return self._node(value)


@functools.lru_cache(maxsize=64)
def stylesheet(path: Path) -> Stylesheet:
    """The compiled stylesheet at a path, compiled once in a process."""
    return Stylesheet(path)


def _diagnostic(message: str, path: Path) -> Diagnostic:
    place = re.search(r"on line (\d+) column (\d+)", message)
    position = Position(int(place[1]), int(place[2])) if place else None
    return Diagnostic("xslt-failed", re.sub(r"\s+", " ", message).strip(), str(path), position)
