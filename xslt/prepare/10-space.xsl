<?xml version="1.0" encoding="UTF-8"?>
<!-- White space: none between elements, runs are one space, none at the edge of a block or beside a break. -->
<xsl:package name="urn:tei-edition:prepare:space" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepare" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="p:space" on-no-match="shallow-copy" visibility="public"/>

  <!-- elements whose white space between children is never text -->
  <xsl:variable name="p:structural" as="xs:string*" select="
      'TEI', 'teiCorpus', 'text', 'front', 'body', 'back', 'group', 'floatingText',
      'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'lg', 'sp', 'spGrp', 'list', 'table', 'row',
      'address', 'opener', 'closer', 'postscript', 'figure', 'choice', 'app', 'castList', 'castGroup',
      'titlePage', 'listBibl', 'listPerson', 'listPlace', 'listOrg', 'listWit', 'cit', 'entry', 'sense',
      'sourceDoc', 'surface', 'surfaceGrp', 'epigraph', 'set', 'listEvent', 'listApp', 'rdgGrp', 'superEntry', 'egXML', 'abstract', 'availability'"/>

  <!-- elements at whose edges white space is not text -->
  <xsl:variable name="p:edged" as="xs:string*" select="
      $p:structural, 'p', 'ab', 'head', 'item', 'l', 'cell', 'salute', 'signed', 'dateline', 'byline', 'addrLine',
      'trailer', 'argument', 'note', 'desc', 'speaker', 'line', 'zone', 'docTitle', 'titlePart', 'figDesc', 'castItem',
      'catDesc', 'fw', 'def'"/>

  <xsl:template match="text()" mode="p:space" as="text()?">
    <xsl:variable name="one" as="xs:string" select="replace(., '[ \t\r\n]+', ' ')"/>
    <xsl:variable name="left" as="xs:string" select="if (p:opens(.)) then replace($one, '^ ', '') else $one"/>
    <xsl:value-of select="if (p:closes(.)) then replace($left, ' $', '') else $left"/>
  </xsl:template>

  <!-- a blank text among elements only -->
  <xsl:template match="*[local-name() = $p:structural]/text()[not(normalize-space())]" mode="p:space" priority="2"/>

  <!-- written as they stand -->
  <xsl:template match="text()[ancestor::*[@xml:space = 'preserve']]" mode="p:space" priority="3">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="p:space"/>

  <!-- the kinds of break that carry their own space -->
  <xsl:function name="p:breaks" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="$node instance of element() and local-name($node) = ('lb', 'pb', 'cb', 'gb') and not(normalize-space($node))"/>
  </xsl:function>

  <xsl:function name="p:opens" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="before" as="node()?" select="$text/preceding-sibling::node()[not(self::comment() or self::processing-instruction())][1]"/>
    <xsl:sequence select="if ($before) then p:breaks($before) else $text/parent::*/local-name() = $p:edged"/>
  </xsl:function>

  <xsl:function name="p:closes" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="after" as="node()?" select="$text/following-sibling::node()[not(self::comment() or self::processing-instruction())][1]"/>
    <xsl:sequence select="if ($after) then p:breaks($after) else $text/parent::*/local-name() = $p:edged"/>
  </xsl:function>
</xsl:package>
