<?xml version="1.0" encoding="UTF-8"?>
<!-- White space: none between elements, runs are one space, none at the edge of a block or beside a break. -->
<xsl:package name="urn:tei-edition:prepare:space" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:tei-edition:prepare" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="p:space" on-no-match="shallow-copy" visibility="public"/>

  <!-- elements whose white space between children is never text -->
  <xsl:variable name="p:structural-names" as="xs:string*" select="
      'TEI', 'teiCorpus', 'text', 'front', 'body', 'back', 'group', 'floatingText',
      'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'lg', 'sp', 'spGrp', 'list', 'table', 'row',
      'address', 'opener', 'closer', 'postscript', 'figure', 'choice', 'app', 'castList', 'castGroup',
      'titlePage', 'listBibl', 'listPerson', 'listPlace', 'listOrg', 'listWit', 'cit', 'entry', 'sense',
      'sourceDoc', 'surface', 'surfaceGrp', 'epigraph', 'set', 'listEvent', 'listApp', 'rdgGrp', 'superEntry', 'egXML', 'abstract', 'availability'"/>

  <!-- elements at whose edges white space is not text -->
  <xsl:variable name="p:edged-names" as="xs:string*" select="
      $p:structural-names, 'p', 'ab', 'head', 'item', 'l', 'cell', 'salute', 'signed', 'dateline', 'byline', 'addrLine',
      'trailer', 'argument', 'note', 'desc', 'speaker', 'line', 'zone', 'docTitle', 'titlePart', 'figDesc', 'castItem',
      'catDesc', 'fw', 'def'"/>

  <!-- asked of every text: as maps, since a list would be walked each time -->
  <xsl:variable name="p:structural" as="map(xs:string, xs:boolean)" select="map:merge($p:structural-names ! map {.: true()})"/>
  <xsl:variable name="p:edged" as="map(xs:string, xs:boolean)" select="map:merge($p:edged-names ! map {.: true()})"/>

  <xsl:template match="text()" mode="p:space" as="text()?">
    <xsl:variable name="blanks" as="xs:string" select="translate(., '&#9;&#10;&#13;', '   ')"/>
    <xsl:variable name="one" as="xs:string" select="if (contains($blanks, '  ')) then replace($blanks, ' +', ' ') else $blanks"/>
    <xsl:variable name="left" as="xs:string" select="if (starts-with($one, ' ') and p:opens(.)) then substring($one, 2) else $one"/>
    <xsl:value-of select="if (ends-with($left, ' ') and p:closes(.)) then substring($left, 1, string-length($left) - 1) else $left"/>
  </xsl:template>

  <!-- a blank text among elements only -->
  <xsl:template match="text()[not(normalize-space())][map:contains($p:structural, local-name(..))]" mode="p:space" priority="2"/>

  <!-- written as they stand -->
  <xsl:template match="*[@xml:space = 'preserve']" mode="p:space">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- what no reader sees is not carried along -->
  <xsl:template match="comment() | processing-instruction() | teiHeader/xenoData | encodingDesc/(editorialDecl | tagsDecl/*[not(self::rendition[@xml:id])] | refsDecl)" mode="p:space" priority="1"/>

  <!-- the kinds of break that carry their own space -->
  <xsl:function name="p:breaks" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="$node instance of element() and local-name($node) = ('lb', 'pb', 'cb', 'gb') and not(normalize-space($node))"/>
  </xsl:function>

  <xsl:function name="p:opens" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="before" as="node()?" select="$text/preceding-sibling::node()[not(self::comment() or self::processing-instruction())][1]"/>
    <xsl:sequence select="if ($before) then p:breaks($before) else map:contains($p:edged, local-name($text/..))"/>
  </xsl:function>

  <xsl:function name="p:closes" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="after" as="node()?" select="$text/following-sibling::node()[not(self::comment() or self::processing-instruction())][1]"/>
    <xsl:sequence select="if ($after) then p:breaks($after) else map:contains($p:edged, local-name($text/..))"/>
  </xsl:function>
</xsl:package>
