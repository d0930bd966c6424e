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
  <xsl:key name="pointed" match="see" use="@target"/>
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
    <xsl:sequence select="string-join(($preamble, t:languages(.), t:indexes(.), '\begin{document}', $parts, '\end{document}', ''), '&#10;')"/>
  </xsl:template>

  <!-- ==== languages ==== -->

  <!-- a name for babel; commands have no figures -->
  <xsl:function name="t:babel" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="'edition-' || t:primary($tag)"/>
  </xsl:function>

  <xsl:function name="t:primary" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="replace(lower-case($tag), '-.*$', '')"/>
  </xsl:function>

  <!-- x-code is none that TeX could know -->
  <xsl:function name="t:is-language" as="xs:boolean">
    <xsl:param name="tag" as="attribute()?"/>
    <xsl:sequence select="matches(t:primary(string($tag)), '^[a-z]{2,3}$')"/>
  </xsl:function>

  <!-- every language of the book; the book's own is the main one -->
  <xsl:function name="t:languages" as="xs:string*">
    <xsl:param name="book" as="element()"/>
    <xsl:variable name="main" as="xs:string" select="t:primary($book/@lang)"/>
    <xsl:variable name="tags" as="xs:string*" select="distinct-values($book//(@lang | language/@code)[t:is-language(.)] ! t:primary(.))"/>
    <xsl:for-each select="$tags[. ne $main], $main">
      <xsl:sequence select="'\EditionKnows' || (if (. = $main) then '[main]' else '') || '{' || t:babel(.) || '}{' || . || '}'"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="t:in-language" as="xs:string">
    <xsl:param name="tag" as="attribute()?"/>
    <xsl:param name="content" as="xs:string"/>
    <xsl:sequence select="if (t:is-language($tag) and t:primary($tag) ne t:primary(root($tag)/book/@lang)) then '\EditionLanguage{' || t:babel($tag) || '}{' || $content || '}' else $content"/>
  </xsl:function>

  <xsl:function name="t:speaks" as="xs:string">
    <xsl:param name="tag" as="attribute()?"/>
    <xsl:param name="blocks" as="xs:string"/>
    <xsl:sequence select="if ($tag and t:in-language($tag, '') ne '') then '{\EditionSpeaks{' || t:babel($tag) || '}' || $blocks || '}' else $blocks"/>
  </xsl:function>

  <!-- ==== indexes ==== -->

  <!-- each a file of its own for makeindex -->
  <xsl:function name="t:indexes" as="xs:string*">
    <xsl:param name="book" as="element()"/>
    <xsl:for-each select="$book/index">
      <xsl:sequence select="'\makeindex[name=' || t:label(@id) || ',title={' || t:tex(@title) || '}] % makeindex ' || t:label(@id)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="t:indexed" as="xs:string">
    <xsl:param name="entry" as="element(entry)"/>
    <xsl:param name="more" as="xs:string"/>
    <xsl:sequence select="'\index[' || t:label($entry/../@id) || ']{' || t:index-path($entry) || $more || '}'"/>
  </xsl:function>

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
    <xsl:sequence select="string-join((t:as('EditionChapter', t:tex(@title)) || t:as('label', t:label(@id)), t:speaks(@lang, string-join($blocks, '&#10;&#10;') || '\par')), '&#10;&#10;')"/>
  </xsl:template>

  <xsl:template match="document" mode="t:part" as="xs:string">
    <xsl:variable name="blocks" as="xs:string*"><xsl:apply-templates select="body/*" mode="t:block"/></xsl:variable>
    <xsl:variable name="summary" as="xs:string*"><xsl:apply-templates select="summary/*" mode="t:block"/></xsl:variable>
    <xsl:sequence select="string-join((
        if (@continues = 'true') then '\EditionRunOn' else '\EditionTurn',
        t:as('EditionDocument', t:tex(string(@number))) || '{' || t:content(title) || '}{' || t:content(date) || '}{' || t:tex(string(@head-title)) || '}' || t:as('label', t:label(@id)),
        source ! t:as('EditionSource', t:content(.)),
        if (exists($summary)) then '\begin{EditionSummary}&#10;' || t:speaks(summary[1]/@lang, string-join($summary, '&#10;&#10;')) || '&#10;\end{EditionSummary}' else (),
        t:speaks(body/@lang, string-join(('', '\beginnumbering', $blocks ! ('\pstart&#10;' || . || '&#10;\pend'), '\endnumbering', ''), '&#10;'))), '&#10;')"/>
  </xsl:template>

  <xsl:template match="index" mode="t:part" as="xs:string">
    <xsl:sequence select="string-join((entry[see] ! t:indexed(., '|see{' || t:index(normalize-space(string-join(see/text()))) || '}'), '\printindex[' || t:label(@id) || ']'), '&#10;')"/>
  </xsl:template>

  <!-- ==== blocks ==== -->

  <xsl:variable name="t:block-commands" as="map(xs:string, xs:string)" select="
      map {'caption': 'EditionCaption', 'salute': 'EditionSalute', 'dateline': 'EditionRight', 'signature': 'EditionRight',
           'routing': 'EditionRouting'}"/>

  <!-- a block in another language than what it stands in -->
  <xsl:template match="*[@lang]" mode="t:block" as="xs:string*" priority="8">
    <xsl:variable name="made" as="xs:string*"><xsl:next-match/></xsl:variable>
    <xsl:sequence select="$made ! t:speaks(current()/@lang, .)"/>
  </xsl:template>

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
  <!-- one that TeX can read lies beside the file -->
  <xsl:template match="picture[@beside]" mode="t:block" as="xs:string"><xsl:sequence select="t:as('EditionPicture', @beside)"/></xsl:template>
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
  <xsl:template match="language" mode="t:inline" as="xs:string"><xsl:sequence select="t:in-language(@code, t:content(.))"/></xsl:template>

  <!-- the lemma is said, not wrapped: a lemma may begin in one element and end in another -->
  <xsl:template match="lemma[@at = 'start'][key('entry', @key)]" mode="t:inline" as="xs:string">
    <xsl:variable name="entry" as="element()" select="key('entry', @key)[1]"/>
    <xsl:sequence select="'\edtext{}{\lemma{' || t:content($entry/lemma) || '}\Afootnote{' || t:content($entry/reading) || '}}'"/>
  </xsl:template>
  <xsl:template match="lemma" mode="t:inline" as="xs:string?"/>
  <xsl:template match="mention[key('index-entry', @key)]" mode="t:inline" as="xs:string">
    <xsl:sequence select="t:indexed(key('index-entry', @key)[1], '')"/>
  </xsl:template>
  <xsl:template match="mention" mode="t:inline" as="xs:string?"/>
  <xsl:template match="target" mode="t:inline" as="xs:string?"/>
  <xsl:template match="target[key('pointed', @id)]" mode="t:inline" as="xs:string"><xsl:sequence select="t:as('label', t:label(@id))"/></xsl:template>
  <xsl:template match="leaf" mode="t:inline" as="xs:string"><xsl:sequence select="t:as('EditionLeaf', t:tex(@n))"/></xsl:template>
  <xsl:template match="turnover" mode="t:inline" as="xs:string"><xsl:sequence select="'\\ '"/></xsl:template>
  <xsl:template match="see[key('place', @target)]" mode="t:inline" as="xs:string">
    <xsl:sequence select="t:content(.) || (if (@page) then ' ' || t:tex(@page) || '~' || t:as('pageref', t:label(@target)) else '')"/>
  </xsl:template>
  <xsl:template match="see | url" mode="t:inline" as="xs:string"><xsl:sequence select="t:content(.)"/></xsl:template>
  <xsl:template match="note" mode="t:inline" as="xs:string"><xsl:sequence select="t:as('footnoteB', t:content(.))"/></xsl:template>
</xsl:package>
