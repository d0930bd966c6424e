<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands above a document: who to whom, where and when, the source, what it answers, the summary. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:t="urn:tei-edition:typst"
  xpath-default-namespace="urn:tei-edition:reading" exclude-result-prefixes="#all">

  <xsl:function name="t:facts" as="element(fact)*">
    <xsl:param name="document" as="element()"/>
    <xsl:param name="names" as="xs:string+"/>
    <xsl:sequence select="$document/metadata/fact[@name = $names]"/>
  </xsl:function>

  <xsl:function name="t:listed" as="xs:string">
    <xsl:param name="facts" as="element(fact)*"/>
    <xsl:sequence select="string-join(distinct-values($facts ! normalize-space()), t:word('mark-comma'))"/>
  </xsl:function>

  <!-- a word and what it announces; a wide colon brings its own space -->
  <xsl:function name="t:announced" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace(t:word($key), '([^&#xFF1A;])$', '$1 ') || $text"/>
  </xsl:function>

  <!-- a pattern such as {d} {m} {y} with its facts; what a fact holds is no pattern -->
  <xsl:function name="t:filled" as="xs:string">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:param name="facts" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$pattern" regex="\{{([a-z]+)\}}">
        <xsl:matching-substring><xsl:sequence select="$facts(regex-group(1))"/></xsl:matching-substring>
        <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <!-- sender to addressee; a document that is no letter has its title, one without any the name of its file -->
  <xsl:function name="t:title" as="xs:string">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="sender" as="xs:string" select="t:listed(t:facts($document, 'sender'))"/>
    <xsl:variable name="addressee" as="xs:string" select="t:listed(t:facts($document, 'addressee'))"/>
    <xsl:sequence select="
        if ($sender and $addressee) then t:filled(t:word('from-to'), map {'from': $sender, 'to': $addressee})
        else string((t:facts($document, ('short-title', 'title')) ! normalize-space(), string($document/@page), string($document/@id))[.][1])"/>
  </xsl:function>

  <xsl:function name="t:date" as="xs:string">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="sent" as="element(fact)?" select="t:facts($document, 'sent')[1]"/>
    <xsl:sequence select="($sent[@when castable as xs:date] ! t:long-date(xs:date(@when)), $sent ! normalize-space(), '')[1]"/>
  </xsl:function>

  <!-- 4 October 1951, whatever form the document gives it -->
  <xsl:function name="t:long-date" as="xs:string">
    <xsl:param name="date" as="xs:date"/>
    <xsl:sequence select="t:filled(t:word(if (day-from-date($date) = 1) then 'date-first' else 'date'), map {
        'd': string(day-from-date($date)), 'm': t:word('month-' || month-from-date($date)), 'n': string(month-from-date($date)), 'y': string(year-from-date($date))})"/>
  </xsl:function>

  <xsl:function name="t:head-facts" as="attribute()*">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="named" as="xs:string" select="t:word('Document') || '&#160;' || $number"/>
    <xsl:if test="$number"><xsl:attribute name="number" select="$number"/></xsl:if>
    <xsl:attribute name="head-number" select="if ($number) then $named else t:title($document)"/>
    <xsl:attribute name="head-date" select="t:date($document)"/>
    <xsl:attribute name="head-title" select="string-join((t:short(t:title($document)), t:date($document)[.]), t:word('mark-comma'))"/>
  </xsl:function>

  <!-- a running head is one line -->
  <xsl:function name="t:short" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:sequence select="if (string-length($title) gt 44) then replace(substring($title, 1, 43), '\s+\S*$', '') || ' …' else $title"/>
  </xsl:function>

  <xsl:function name="t:front" as="element()*">
    <xsl:param name="document" as="element()"/>
    <title><xsl:value-of select="t:title($document)"/></title>
    <xsl:sequence select="t:dated($document), t:lies($document), t:taken-from($document), t:answers($document)"/>
    <xsl:for-each select="t:facts($document, 'abstract')">
      <summary>
        <xsl:copy-of select="(@lang, $document/@lang)[1]"/>
        <xsl:apply-templates select="." mode="t:flow"/>
      </summary>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="t:dated" as="element()?">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="parts" as="xs:string*" select="t:listed(t:facts($document, 'sent-from')), t:date($document)"/>
    <xsl:if test="string-join($parts)"><date><xsl:value-of select="string-join($parts[.], t:word('mark-comma'))"/></date></xsl:if>
  </xsl:function>

  <!-- the archive -->
  <xsl:function name="t:lies" as="element()?">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="marks" as="element(fact)*" select="t:facts($document, 'shelfmark')[normalize-space()]"/>
    <xsl:variable name="languages" as="xs:string" select="t:listed(t:facts($document, 'original-language'))"/>
    <xsl:if test="$marks">
      <source kind="archive">
        <xsl:variable name="lies" as="xs:string" select="string-join($marks ! normalize-space(), t:word('mark-semicolon'))"/>
        <xsl:value-of select="string-join(($lies, $languages[.] ! t:announced('original', .)), t:word('mark-next')) || t:word('mark-stop')"/>
      </source>
    </xsl:if>
  </xsl:function>

  <!-- the transcript's own source -->
  <xsl:function name="t:taken-from" as="element()?">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="sources" as="element(fact)*" select="t:facts($document, ('printed', 'record', 'source'))[normalize-space()]"/>
    <xsl:if test="$sources">
      <source kind="transcript">
        <xsl:value-of select="t:announced('transcript-from', string-join($sources ! normalize-space(), t:word('mark-semicolon')))"/>
        <xsl:for-each select="t:facts($document, 'record-url')[@href][1]">
          <xsl:value-of select="t:word('mark-comma')"/><url href="{@href}"><xsl:value-of select="replace(., '^https?://', '')"/></url>
        </xsl:for-each>
        <xsl:value-of select="t:word('mark-stop')"/>
      </source>
    </xsl:if>
  </xsl:function>

  <!-- replies, with the page on which they stand -->
  <xsl:function name="t:answers" as="element()?">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="said" as="element()*">
      <xsl:apply-templates select="t:facts($document, ('reply-to', 'enclosure', 'related'))[normalize-space() or @page]" mode="t:relation"/>
      <xsl:where-populated>
        <relation>
          <xsl:for-each select="key('answer', $document/@page, $edition)">
            <xsl:value-of select="if (position() eq 1) then t:announced('answered-by', '') else t:word('mark-semicolon')"/>
            <xsl:sequence select="t:see(@page, ())"/>
          </xsl:for-each>
        </relation>
      </xsl:where-populated>
    </xsl:variable>
    <xsl:if test="$said">
      <source kind="relations">
        <xsl:for-each select="$said">
          <xsl:if test="position() gt 1"><xsl:value-of select="t:word('mark-next')"/></xsl:if>
          <xsl:sequence select="node()"/>
        </xsl:for-each>
        <xsl:value-of select="t:word('mark-stop')"/>
      </source>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="t:relation" on-no-match="fail"/>
  <xsl:template match="fact" mode="t:relation" as="element()">
    <relation><xsl:value-of select="t:announced(@name, normalize-space())"/></relation>
  </xsl:template>
  <!-- an enclosure may lie in the document itself -->
  <xsl:template match="fact[key('document', @page, $edition)][@page != t:page(.)]" mode="t:relation" as="element()">
    <relation>
      <xsl:value-of select="t:announced(@name, normalize-space()) || t:word('mark-open')"/>
      <xsl:sequence select="t:see(@page, ())"/>
      <xsl:value-of select="t:word('mark-close')"/>
    </relation>
  </xsl:template>
</xsl:stylesheet>
