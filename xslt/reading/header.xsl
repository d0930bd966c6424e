<?xml version="1.0" encoding="UTF-8"?>
<!-- The header: the facts of one document, in the order in which a reader wants them. -->
<xsl:package name="urn:tei-edition:reading:header" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:r="urn:tei-edition:reading" xmlns="urn:tei-edition:reading"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:use-package name="urn:tei-edition:reading:text" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:reading:facts" package-version="1.0"/>

  <xsl:mode name="r:fact" on-no-match="shallow-skip" visibility="private"/>

  <xsl:key name="by-id" match="*[@xml:id]" use="@xml:id"/>

  <!-- the facts of the header as they hold for one text of the file -->
  <xsl:function name="r:metadata" as="element(r:metadata)" visibility="public">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:param name="text" as="element()?"/>
    <metadata>
      <xsl:apply-templates mode="r:fact" select="
          $header/fileDesc/titleStmt/(title, author, editor, respStmt), r:correspondence($header, $text)/(correspAction, correspContext/ref),
          $header/profileDesc/correspDesc[@type = 'enclosed'][@xml:id = $text//floatingText/tokenize(@decls) ! substring-after(., '#')],
          (r:number($text), $header/fileDesc/sourceDesc/bibl[@type = 'record']/idno[@type = 'registry'])[1], $header/profileDesc/textClass/catRef, $header/profileDesc/abstract, $header/profileDesc/langUsage/language,
          $header/fileDesc/sourceDesc//(msIdentifier | altIdentifier | textLang), $header/fileDesc/sourceDesc/(bibl | biblStruct | biblFull | p),
          $header/fileDesc/publicationStmt/(publisher | availability), $header/profileDesc/handNotes/handNote, $header/revisionDesc"/>
      <xsl:sequence select="r:plain-date($header, $text)"/>
    </metadata>
  </xsl:function>

  <!-- the act of communication a text declares, else the first that is not quoted -->
  <xsl:function name="r:correspondence" as="element(correspDesc)?" visibility="public">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:param name="text" as="element()?"/>
    <xsl:variable name="all" as="element(correspDesc)*" select="$header/profileDesc/correspDesc"/>
    <xsl:variable name="declared" as="element(correspDesc)*"
      select="$all[@xml:id = $text/tokenize(@decls) ! substring-after(., '#')]"/>
    <xsl:sequence select="($declared, $all[not(@type = 'enclosed')], $all)[1]"/>
  </xsl:function>

  <xsl:function name="r:fact" as="element(r:fact)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <fact name="{$name}">
      <xsl:sequence select="r:facts($element), r:entry($element/@ref), r:dating($element)"/>
      <xsl:apply-templates select="$element/node()" mode="r:text"/>
    </fact>
  </xsl:function>

  <xsl:function name="r:dating" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/(@when, @from, @to, @notBefore, @notAfter)">
      <xsl:attribute name="{replace(replace(local-name(), 'notB', 'not-b'), 'notA', 'not-a')}" select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- titles and people -->
  <xsl:template match="titleStmt/title" mode="r:fact"><xsl:sequence select="r:fact('title', .)"/></xsl:template>
  <xsl:template match="titleStmt/title[@type = 'short']" mode="r:fact" priority="1"><xsl:sequence select="r:fact('short-title', .)"/></xsl:template>
  <xsl:template match="titleStmt/author" mode="r:fact">
    <xsl:sequence select="r:fact('author', (persName | orgName | name, .)[1])"/>
  </xsl:template>
  <xsl:template match="titleStmt/editor" mode="r:fact"><xsl:sequence select="r:fact('editor', .)"/></xsl:template>
  <xsl:template match="respStmt" mode="r:fact">
    <fact name="responsibility" type="{normalize-space(string-join(resp, ', '))}">
      <xsl:sequence select="@xml:id/r:facts(..)[name() = 'id']"/>
      <xsl:value-of select="(name, persName, orgName) ! normalize-space()" separator=", "/>
    </fact>
  </xsl:template>

  <!-- who wrote to whom, when, by way of whom -->
  <xsl:template match="correspAction[@type = 'sent']" mode="r:fact">
    <xsl:sequence select="(persName | orgName | name) ! r:fact('sender', .), placeName ! r:fact('sent-from', .), r:moment('sent', date[1], time[1])"/>
  </xsl:template>
  <xsl:template match="correspAction[@type = ('transmitted', 'redirected', 'forwarded')]" mode="r:fact">
    <xsl:sequence select="(persName | orgName | name | placeName) ! r:fact('via', .)"/>
  </xsl:template>
  <xsl:template match="correspAction[@type = 'received']" mode="r:fact">
    <xsl:sequence select="(persName | orgName | name) ! r:fact('addressee', .), placeName ! r:fact('received-at', .), r:moment('received', date[1], time[1])"/>
  </xsl:template>
  <xsl:template match="correspAction[@type = 'received'][@subtype = 'cc']" mode="r:fact" priority="1">
    <xsl:sequence select="(persName | orgName | name) ! r:fact('copy-to', .), note ! r:fact('copies-note', .)"/>
  </xsl:template>

  <xsl:function name="r:moment" as="element(r:fact)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="date" as="element(date)?"/>
    <xsl:param name="time" as="element(time)?"/>
    <xsl:if test="$date or $time">
      <fact name="{$name}">
        <xsl:sequence select="$date/(r:facts(.), r:dating(.))"/>
        <xsl:where-populated><xsl:attribute name="time" select="$time/@when ! substring(., 1, 5)"/></xsl:where-populated>
        <xsl:apply-templates select="$date/node()" mode="r:text"/>
      </fact>
    </xsl:if>
  </xsl:function>

  <!-- a document without correspDesc has the date of its creation -->
  <xsl:function name="r:plain-date" as="element(r:fact)?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:param name="text" as="element()?"/>
    <xsl:if test="not(r:correspondence($header, $text)/correspAction[@type = 'sent']/date)">
      <xsl:sequence select="r:moment('sent', ($header/profileDesc/creation/date, $header/fileDesc/sourceDesc//(origDate | bibl/date)[self::date])[1], ())"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="correspContext/ref" mode="r:fact">
    <xsl:variable name="names" as="map(xs:string, xs:string)" select="
        map {'replyTo': 'reply-to', 'answeredBy': 'answered-by', 'enclosure': 'enclosure'}"/>
    <fact name="{($names(string(@type)), 'related')[1]}">
      <xsl:sequence select="@target ! r:target(.)[not(name() = 'kind')], r:facts(.)"/>
      <xsl:apply-templates mode="r:text"/>
    </fact>
  </xsl:template>

  <xsl:template match="correspDesc[@type = 'enclosed']" mode="r:fact">
    <fact name="enclosed-letter">
      <xsl:value-of select="correspAction[@type = 'sent']/(persName | orgName | placeName), correspAction[@type = 'sent']/date" separator=", "/>
    </fact>
  </xsl:template>

  <!-- the number of the form: where the office wrote it, not the sender -->
  <xsl:function name="r:number" as="element()?">
    <xsl:param name="text" as="element()?"/>
    <xsl:sequence select="($text//head//num[@type = 'registry'], $text//closer//num[@type = 'registry'], $text//ab//num[@type = 'registry'])[not(ancestor::floatingText)][1]"/>
  </xsl:function>
  <xsl:template match="num | idno[@type = 'registry']" mode="r:fact"><xsl:sequence select="r:fact('number', .)"/></xsl:template>

  <xsl:template match="catRef" mode="r:fact">
    <xsl:variable name="category" as="element(category)?" select="key('by-id', substring-after(@target, '#'))[self::category][1]"/>
    <xsl:if test="$category">
      <fact name="document-type" type="{r:category(.)}"><xsl:value-of select="normalize-space(($category/catDesc)[1])"/></fact>
    </xsl:if>
  </xsl:template>

  <!-- ids are unique in an edition, kinds are not: d012-letter is a letter -->
  <xsl:function name="r:category" as="xs:string">
    <xsl:param name="reference" as="element(catRef)"/>
    <xsl:variable name="id" as="xs:string" select="replace($reference/@target, '^.*#', '')"/>
    <xsl:variable name="prefix" as="xs:string" select="$reference/ancestor::TEI/@xml:id || '-'"/>
    <xsl:sequence select="if (starts-with($id, $prefix)) then substring-after($id, $prefix) else $id"/>
  </xsl:function>

  <xsl:template match="abstract" mode="r:fact"><xsl:sequence select="r:fact('abstract', .)"/></xsl:template>
  <xsl:template match="langUsage/language" mode="r:fact"><xsl:sequence select="r:fact('language', .)"/></xsl:template>
  <xsl:template match="textLang" mode="r:fact">
    <fact name="original-language" type="{@mainLang}"><xsl:apply-templates mode="r:text"/></fact>
  </xsl:template>

  <!-- where it lies -->
  <xsl:template match="msIdentifier | altIdentifier" mode="r:fact">
    <xsl:sequence select="(repository, institution)[1] ! r:fact('repository', .)"/>
    <fact name="shelfmark">
      <xsl:value-of select="normalize-space(string-join((settlement | repository | institution | collection | idno) except (.//idno/idno), ', '))"/>
    </fact>
  </xsl:template>

  <!-- where it was taken from -->
  <xsl:template match="bibl[@type = 'record']" mode="r:fact" priority="1">
    <fact name="record"><xsl:value-of select="r:words(.//(title | date | publisher)[not(ancestor::availability)])"/></fact>
    <xsl:for-each select="idno[@type = 'URL']">
      <fact name="record-url" href="{.}"><xsl:value-of select="."/></fact>
    </xsl:for-each>
    <xsl:apply-templates select="availability" mode="r:fact"/>
  </xsl:template>
  <xsl:template match="bibl[@type = 'printed']" mode="r:fact" priority="1"><xsl:sequence select="r:fact('printed', .)"/></xsl:template>
  <xsl:template match="bibl[@type = 'transcript']" mode="r:fact" priority="1">
    <fact name="transcript"><xsl:value-of select="idno[@type = 'filename']"/></fact>
  </xsl:template>
  <xsl:template match="sourceDesc/bibl | sourceDesc/biblStruct | sourceDesc/biblFull | sourceDesc/p" mode="r:fact">
    <fact name="source"><xsl:value-of select="normalize-space()"/></fact>
  </xsl:template>
  <xsl:template match="bibl/availability" mode="r:fact"><xsl:sequence select="r:fact('source-rights', .)"/></xsl:template>
  <xsl:template match="publicationStmt/availability" mode="r:fact">
    <fact name="rights">
      <xsl:where-populated><xsl:attribute name="href" select="(licence/@target)[1]"/></xsl:where-populated>
      <xsl:apply-templates select="licence/node(), node() except licence" mode="r:text"/>
    </fact>
  </xsl:template>
  <xsl:template match="publicationStmt/publisher" mode="r:fact"><xsl:sequence select="r:fact('publisher', .)"/></xsl:template>
  <xsl:template match="handNote" mode="r:fact"><xsl:sequence select="r:fact('hand', .)"/></xsl:template>

  <!-- the last change -->
  <xsl:template match="revisionDesc" mode="r:fact">
    <xsl:variable name="last" as="xs:string?" select="max(.//change/@when ! string())"/>
    <xsl:if test="$last"><fact name="changed" when="{$last}"><xsl:value-of select="normalize-space((.//change[@when = $last])[1])"/></fact></xsl:if>
  </xsl:template>

  <xsl:function name="r:words" as="xs:string">
    <xsl:param name="parts" as="element()*"/>
    <xsl:sequence select="string-join($parts ! normalize-space(), ', ')"/>
  </xsl:function>
</xsl:package>
