<?xml version="1.0" encoding="UTF-8"?>
<!-- A book in print XML → LaTeX for LuaLaTeX with reledmac. Text is escaped in one place, t:tex. -->
<xsl:package name="urn:tei-edition:latex" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:t="urn:tei-edition:latex" exclude-result-prefixes="#all">

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- what stands before the text: paper, line numbers, and a command for each form -->
  <xsl:param name="preamble" as="xs:string"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="t:part" on-no-match="fail"/>
  <xsl:mode name="t:block" on-no-match="fail"/>
  <xsl:mode name="t:inline" on-no-match="fail"/>

  <xsl:key name="entry" match="apparatus/entry" use="@key"/>
  <xsl:key name="place" match="chapter | document | target" use="@id"/>
  <xsl:key name="index-entry" match="index/entry" use="@key"/>

  <!-- ==== text ==== -->

  <!-- the characters that TeX takes for commands -->
  <xsl:variable name="t:escapes" as="map(xs:string, xs:string)" select="
      map {'\': '\textbackslash{}', '{': '\{', '}': '\}', '$': '\$', '&amp;': '\&amp;', '#': '\#', '%': '\%', '_': '\_',
           '^': '\textasciicircum{}', '~': '\textasciitilde{}', '&#160;': '~', '&#173;': '\-', '[': '{[}', ']': '{]}'}"/>

  <!-- escaped character by character: nothing of the text can be a command; ligatures are off in the preamble -->
  <xsl:function name="t:tex" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="characters" as="xs:string*" select="string-to-codepoints($text) ! codepoints-to-string(.)"/>
    <xsl:sequence select="string-join($characters ! ($t:escapes(.), .)[1])"/>
  </xsl:function>

  <!-- in an index entry makeindex has commands of its own -->
  <xsl:function name="t:index" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace(t:tex($text), '([&quot;@!|])', '&quot;$1')"/>
  </xsl:function>

  <!-- an entry below the headings it stands under, each with what it sorts by -->
  <xsl:function name="t:index-path" as="xs:string">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:variable name="level" as="xs:integer" select="xs:integer(($entry/@level, 1)[1])"/>
    <xsl:variable name="above" as="element(entry)?" select="$entry[$level gt 1]/preceding-sibling::entry[not(see)][xs:integer((@level, 1)[1]) = $level - 1][1]"/>
    <xsl:sequence select="string-join(($above ! t:index-path(.), t:index($entry/@sort) || '@' || t:index($entry/name)), '!')"/>
  </xsl:function>

  <xsl:function name="t:label" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="string-join(string-to-codepoints($name) ! (if (codepoints-to-string(.) castable as xs:NCName or . = (45, 46) or (. ge 48 and . le 57)) then codepoints-to-string(.) else 'x' || .))"/>
  </xsl:function>

  <xsl:function name="t:content" as="xs:string">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="parts" as="xs:string*"><xsl:apply-templates select="$element/node()" mode="t:inline"/></xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <xsl:function name="t:as" as="xs:string">
    <xsl:param name="command" as="xs:string"/>
    <xsl:param name="content" as="xs:string"/>
    <xsl:sequence select="'\' || $command || '{' || $content || '}'"/>
  </xsl:function>

  <!-- ==== the book ==== -->

  <xsl:template match="/" as="xs:string"><xsl:apply-templates select="book"/></xsl:template>

  <xsl:template match="book" as="xs:string">
    <xsl:variable name="parts" as="xs:string*"><xsl:apply-templates select="* except author" mode="t:part"/></xsl:variable>
    <xsl:sequence select="string-join(($preamble, '\begin{document}', $parts, '\end{document}', ''), '&#10;')"/>
  </xsl:template>

  <xsl:template match="half-title | contents[not(line)] | attachment" mode="t:part" as="xs:string?"/>
  <xsl:template match="title-page" mode="t:part" as="xs:string">
    <xsl:sequence select="string-join(('\frontmatter',
        t:as('EditionTitle', t:content(title)) || '{' || t:content(subtitle) || '}{' || string-join(person ! t:content(.), ', ') || '}{' || string-join((publisher, place, year) ! t:content(.), ', ') || '}'), '&#10;')"/>
  </xsl:template>
  <xsl:template match="imprint" mode="t:part" as="xs:string">
    <xsl:sequence select="t:as('EditionImprint', string-join(p ! t:content(.), '\par '))"/>
  </xsl:template>
  <xsl:template match="contents" mode="t:part" as="xs:string"><xsl:sequence select="'\tableofcontents'"/></xsl:template>
  <!-- the contents of LaTeX hold the documents -->
  <xsl:template match="contents[preceding-sibling::contents]" mode="t:part" as="xs:string?" priority="1"/>
  <xsl:template match="main" mode="t:part" as="xs:string"><xsl:sequence select="'\mainmatter'"/></xsl:template>

  <xsl:template match="chapter" mode="t:part" as="xs:string">
    <xsl:variable name="blocks" as="xs:string*"><xsl:apply-templates select="*" mode="t:block"/></xsl:variable>
    <xsl:sequence select="string-join((t:as('EditionChapter', t:tex(@title)) || t:as('label', t:label(@id)), $blocks), '&#10;&#10;')"/>
  </xsl:template>

  <xsl:template match="document" mode="t:part" as="xs:string">
    <xsl:variable name="blocks" as="xs:string*"><xsl:apply-templates select="body/*" mode="t:block"/></xsl:variable>
    <xsl:variable name="summary" as="xs:string*"><xsl:apply-templates select="summary/*" mode="t:block"/></xsl:variable>
    <xsl:sequence select="string-join((
        if (@continues = 'true') then '\EditionRunOn' else '\EditionTurn',
        t:as('EditionDocument', t:tex(string(@number))) || '{' || t:content(title) || '}{' || t:content(date) || '}{' || t:tex(string(@head-title)) || '}' || t:as('label', t:label(@id)),
        source ! t:as('EditionSource', t:content(.)),
        if (exists($summary)) then '\begin{EditionSummary}&#10;' || string-join($summary, '&#10;&#10;') || '&#10;\end{EditionSummary}' else (),
        '\beginnumbering', $blocks ! ('\pstart&#10;' || . || '&#10;\pend'), '\endnumbering'), '&#10;')"/>
  </xsl:template>

  <xsl:template match="index" mode="t:part" as="xs:string">
    <xsl:variable name="see" as="xs:string*" select="entry[see] ! ('\index{' || t:index-path(.) || '|see{' || t:index(normalize-space(string-join(see/text()))) || '}}')"/>
    <xsl:sequence select="string-join(($see, if (following-sibling::index) then () else '\printindex'), '&#10;')"/>
  </xsl:template>

  <!-- ==== blocks ==== -->

  <xsl:variable name="t:block-commands" as="map(xs:string, xs:string)" select="
      map {'caption': 'EditionCaption', 'salute': 'EditionSalute', 'dateline': 'EditionRight', 'signature': 'EditionRight',
           'routing': 'EditionRouting'}"/>

  <xsl:template match="p | marks" mode="t:block" as="xs:string"><xsl:sequence select="t:content(.)"/></xsl:template>

  <xsl:template match="caption | salute | dateline | signature | routing" mode="t:block" as="xs:string">
    <xsl:sequence select="t:as($t:block-commands(local-name()), t:content(.))"/>
  </xsl:template>

  <xsl:template match="heading" mode="t:block" as="xs:string"><xsl:sequence select="t:as('EditionHeading', t:content(.))"/></xsl:template>

  <xsl:template match="address | verse" mode="t:block" as="xs:string">
    <xsl:sequence select="t:as('EditionSalute', string-join(line ! t:content(.), '\\ '))"/>
  </xsl:template>

  <!-- a numbered paragraph each: reledmac numbers no environment within one -->
  <xsl:template match="quotation | enclosed | office" mode="t:block" as="xs:string*">
    <xsl:variable name="command" as="xs:string" select="if (self::office) then 'EditionRouting' else 'EditionIndented'"/>
    <xsl:variable name="blocks" as="xs:string*"><xsl:apply-templates select="*" mode="t:block"/></xsl:variable>
    <xsl:sequence select="$blocks ! t:as($command, .)"/>
  </xsl:template>

  <xsl:template match="stamp | hand | remark" mode="t:block" as="xs:string">
    <xsl:sequence select="t:as('Edition' || upper-case(substring(local-name(), 1, 1)) || substring(local-name(), 2), t:content(label)) || '{' || t:content(words) || '}'"/>
  </xsl:template>

  <xsl:template match="copies | list" mode="t:block" as="xs:string">
    <xsl:sequence select="t:as('EditionRouting', string-join((head ! t:as('textsc', t:content(.)), string-join(item ! t:content(.), if (@run-in = 'true') then ', ' else '\\ ')), if (@run-in = 'true') then ' ' else '\\ '))"/>
  </xsl:template>

  <xsl:template match="table" mode="t:block" as="xs:string">
    <xsl:sequence select="t:as('EditionRouting', string-join(row ! string-join(cell ! t:content(.), '\quad '), '\\ '))"/>
  </xsl:template>

  <xsl:template match="rule" mode="t:block" as="xs:string"><xsl:sequence select="'\EditionRule'"/></xsl:template>
  <xsl:template match="picture" mode="t:block" as="xs:string"><xsl:sequence select="t:as('EditionRemark', t:tex(@alt)) || '{}'"/></xsl:template>
  <xsl:template match="register" mode="t:block" as="xs:string">
    <xsl:sequence select="string-join((t:as('EditionHeading', t:tex(@title)), entry ! t:as('EditionEntry', t:content(name) || '\quad ' || t:content(about))), '&#10;&#10;')"/>
  </xsl:template>
  <xsl:template match="signs" mode="t:block" as="xs:string">
    <xsl:sequence select="string-join(sign ! t:as('EditionEntry', t:content(form) || '\quad ' || t:content(meaning)), '&#10;&#10;')"/>
  </xsl:template>

  <!-- ==== inside the line ==== -->

  <xsl:variable name="t:inline-commands" as="map(xs:string, xs:string)" select="
      map {'i': 'emph', 'b': 'textbf', 'sc': 'textsc', 'sup': 'textsuperscript', 'sub': 'textsubscript', 'underlined': 'underline',
           'struck': 'EditionStruck', 'inserted': 'EditionInserted', 'spaced': 'EditionSpaced', 'query': 'EditionQuery'}"/>

  <xsl:template match="text()" mode="t:inline" as="xs:string"><xsl:sequence select="t:tex(.)"/></xsl:template>

  <xsl:template match="i | b | sc | sup | sub | underlined | struck | inserted | spaced | query" mode="t:inline" as="xs:string">
    <xsl:sequence select="t:as($t:inline-commands(local-name()), t:content(.))"/>
  </xsl:template>
  <xsl:template match="supplied" mode="t:inline" as="xs:string"><xsl:sequence select="t:tex(@open) || t:content(.) || t:tex(@close)"/></xsl:template>
  <xsl:template match="described" mode="t:inline" as="xs:string"><xsl:sequence select="t:tex(@open) || t:as('emph', t:content(.)) || t:tex(@close)"/></xsl:template>
  <xsl:template match="language" mode="t:inline" as="xs:string"><xsl:sequence select="t:content(.)"/></xsl:template>

  <!-- the lemma is said, not wrapped: a lemma may begin in one element and end in another -->
  <xsl:template match="lemma[@at = 'start'][key('entry', @key)]" mode="t:inline" as="xs:string">
    <xsl:variable name="entry" as="element()" select="key('entry', @key)[1]"/>
    <xsl:sequence select="'\edtext{}{\lemma{' || t:content($entry/lemma) || '}\Afootnote{' || t:content($entry/reading) || '}}'"/>
  </xsl:template>
  <xsl:template match="lemma" mode="t:inline" as="xs:string?"/>
  <xsl:template match="mention[key('index-entry', @key)]" mode="t:inline" as="xs:string">
    <xsl:sequence select="'\index{' || t:index-path(key('index-entry', @key)[1]) || '}'"/>
  </xsl:template>
  <xsl:template match="mention" mode="t:inline" as="xs:string?"/>
  <xsl:template match="target" mode="t:inline" as="xs:string"><xsl:sequence select="t:as('label', t:label(@id))"/></xsl:template>
  <xsl:template match="leaf" mode="t:inline" as="xs:string"><xsl:sequence select="t:as('EditionLeaf', t:tex(@n))"/></xsl:template>
  <xsl:template match="turnover" mode="t:inline" as="xs:string"><xsl:sequence select="'\\ '"/></xsl:template>
  <xsl:template match="see[key('place', @target)]" mode="t:inline" as="xs:string">
    <xsl:sequence select="t:content(.) || (if (@page) then ' ' || t:tex(@page) || '~' || t:as('pageref', t:label(@target)) else '')"/>
  </xsl:template>
  <xsl:template match="see | url" mode="t:inline" as="xs:string"><xsl:sequence select="t:content(.)"/></xsl:template>
  <xsl:template match="note" mode="t:inline" as="xs:string"><xsl:sequence select="t:as('footnoteB', t:content(.))"/></xsl:template>
</xsl:package>
