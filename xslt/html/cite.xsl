<?xml version="1.0" encoding="UTF-8"?>
<!-- What a machine reads of a document: meta tags, JSON-LD, and the citation in five forms. -->
<xsl:package name="urn:tei-edition:html:cite" package-version="1.0" version="3.0" expand-text="no"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:r="urn:tei-edition:reading" xmlns:h="urn:tei-edition:html" xmlns:g="urn:tei-edition:page"
  xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">

  <xsl:use-package name="urn:tei-edition:html:words" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:html:text" package-version="1.0"/>

  <!-- ==== the facts of a document, once ==== -->

  <xsl:function name="h:fact" as="element(r:fact)*" visibility="public">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="$document/r:metadata/r:fact[@name = $name]"/>
  </xsl:function>

  <xsl:function name="h:edition" as="element(g:edition)" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="root($node)/g:page/g:edition"/>
  </xsl:function>

  <!-- the address of this page; without a base URL it is only its path -->
  <xsl:function name="h:url" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="h:edition($node)/@base || root($node)/g:page/@path"/>
  </xsl:function>

  <!-- a document's date, as far as it is one -->
  <xsl:function name="h:when" as="xs:string?" visibility="public">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:sequence select="$document/@when[matches(., '^\d{4}(-\d\d(-\d\d)?)?$')] ! string()"/>
  </xsl:function>

  <xsl:function name="h:authors" as="xs:string*" visibility="public">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:sequence select="distinct-values((h:fact($document, 'sender'), h:fact($document, 'author')[not(h:fact($document, 'sender'))]) ! normalize-space())"/>
  </xsl:function>

  <xsl:function name="h:archive" as="xs:string?" visibility="public">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:sequence select="h:fact($document, 'shelfmark')[1] ! normalize-space()"/>
  </xsl:function>

  <xsl:function name="h:title" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string(root($node)/g:page/@title)"/>
  </xsl:function>

  <xsl:function name="h:editors" as="xs:string*" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="h:edition($node)/g:editor ! string(@name)"/>
  </xsl:function>

  <!-- ==== meta tags: Highwire, Dublin Core, Open Graph ==== -->

  <xsl:function name="h:meta" as="element()*" visibility="public">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:variable name="edition" as="element(g:edition)" select="h:edition($document)"/>
    <xsl:variable name="when" as="xs:string?" select="h:when($document)"/>
    <xsl:variable name="abstract" as="xs:string?" select="h:fact($document, 'abstract')[1] ! h:plain(.)"/>
    <xsl:sequence select="
        h:tag('citation_title', h:title($document)), h:authors($document) ! h:tag('citation_author', .),
        $when ! (h:tag('citation_publication_date', replace(., '-', '/')), h:tag('citation_date', replace(., '-', '/'))),
        h:tag('citation_inbook_title', $edition/@title), h:tag('citation_publisher', $edition/@publisher),
        h:tag('citation_language', $document/@lang), h:tag('citation_archive', h:archive($document)),
        h:tag('citation_technical_report_institution', h:fact($document, 'repository')[1]), h:tag('citation_technical_report_number', h:fact($document, 'number')[1] ! h:plain(.)),
        h:tag('citation_public_url', h:url($document)[$edition/@base ne '']), h:tag('citation_abstract', $abstract),
        h:tag('DC.type', 'Text'), h:tag('DC.title', h:title($document)), h:authors($document) ! h:tag('DC.creator', .),
        h:editors($document) ! h:tag('DC.contributor', .), h:tag('DC.date', $when), h:tag('DC.publisher', $edition/@publisher),
        h:tag('DC.language', $document/@lang), h:tag('DC.source', h:archive($document)), h:tag('DC.rights', $edition/@licence-url),
        h:tag('DC.identifier', h:url($document)), h:tag('description', $abstract)"/>
    <xsl:sequence select="
        h:property('og:type', 'article'), h:property('og:title', h:title($document)), h:property('og:site_name', $edition/@title),
        h:property('og:description', $abstract), h:property('og:url', h:url($document)[$edition/@base ne ''])"/>
  </xsl:function>

  <xsl:function name="h:tag" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="content" as="item()?"/>
    <xsl:if test="normalize-space(string($content))"><meta name="{$name}" content="{normalize-space(string($content))}"/></xsl:if>
  </xsl:function>

  <xsl:function name="h:property" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="content" as="item()?"/>
    <xsl:if test="normalize-space(string($content))"><meta property="{$name}" content="{normalize-space(string($content))}"/></xsl:if>
  </xsl:function>

  <!-- ==== schema.org ==== -->

  <xsl:function name="h:json-ld" as="element()" visibility="public">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:variable name="edition" as="element(g:edition)" select="h:edition($document)"/>
    <xsl:variable name="facts" as="map(*)" select="map:merge((
        map {'@context': 'https://schema.org', '@type': if (h:fact($document, 'addressee')) then 'Message' else 'CreativeWork', 'name': h:title($document)},
        h:entry('url', h:url($document)), h:entry('dateCreated', h:when($document)), h:entry('inLanguage', $document/@lang),
        h:entry('abstract', h:fact($document, 'abstract')[1] ! h:plain(.)), h:entry('license', $edition/@licence-url),
        h:entry('dateReceived', h:fact($document, 'received')[1]/@when), h:entry('dateModified', h:fact($document, 'changed')[1]/@when),
        h:agents('sender', h:fact($document, 'sender')), h:agents('recipient', h:fact($document, 'addressee')),
        h:agents('author', h:fact($document, 'author')),
        h:archive($document) ! map {'archivedAt': .},
        map {'isPartOf': map:merge((map {'@type': 'Collection', 'name': string($edition/@title)}, h:entry('url', $edition/@base), h:entry('version', $edition/@version)))}
      ))"/>
    <script type="application/ld+json"><xsl:value-of select="h:json($facts)"/></script>
  </xsl:function>

  <!-- JSON that cannot end the script it stands in -->
  <xsl:function name="h:json" as="xs:string" visibility="public">
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="serialize($value, map {'method': 'json'}) => replace('&lt;', '\\u003c') => replace('\\/', '/')"/>
  </xsl:function>

  <xsl:function name="h:entry" as="map(*)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:sequence select="normalize-space(string($value))[. ne ''] ! map {$key: .}"/>
  </xsl:function>

  <xsl:function name="h:agents" as="map(*)?">
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="facts" as="element(r:fact)*"/>
    <xsl:if test="$facts">
      <xsl:sequence select="map {$role: array {$facts ! map {'@type': if (@tei = 'orgName') then 'Organization' else 'Person', 'name': normalize-space()}}}"/>
    </xsl:if>
  </xsl:function>

  <!-- ==== citations for people and programs ==== -->

  <xsl:function name="h:citation" as="item()*" visibility="public">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:variable name="edition" as="element(g:edition)" select="h:edition($document)"/>
    <xsl:variable name="number" as="xs:string?" select="h:fact($document, 'number')[1] ! h:say($document, 'number.short', map {'n': h:plain(.)})"/>
    <xsl:value-of select="h:title($document), $number, h:archive($document)" separator=", "/>
    <xsl:value-of select="', ' || h:say($document, 'cite.in') || ' '"/>
    <cite><xsl:value-of select="$edition/@title"/></cite>
    <xsl:if test="h:editors($document)">
      <xsl:text>, </xsl:text>
      <xsl:value-of select="h:say($document, 'cite.editor', map {'names': string-join(h:editors($document), ', ')})"/>
    </xsl:if>
    <xsl:variable name="imprint" as="xs:string" select="string-join((string-join(($edition/@place, $edition/@publisher)[. ne ''], ': '), substring($edition/@date, 1, 4))[. ne ''], ', ')"/>
    <xsl:if test="$imprint ne ''"> (<xsl:value-of select="$imprint"/>)</xsl:if>
    <xsl:if test="$edition/@version ne ''">, <xsl:value-of select="h:say($document, 'version') || ' ' || $edition/@version"/></xsl:if>
    <xsl:if test="$edition/@base ne ''">, <span class="url"><xsl:value-of select="h:url($document)"/></span></xsl:if>
    <xsl:text>.</xsl:text>
  </xsl:function>

  <xsl:function name="h:bibtex" as="xs:string" visibility="public">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:variable name="edition" as="element(g:edition)" select="h:edition($document)"/>
    <xsl:variable name="fields" as="xs:string*" select="
        h:field('author', string-join(h:authors($document), ' and ')), h:field('title', h:title($document)), h:field('booktitle', $edition/@title),
        h:field('editor', string-join(h:editors($document), ' and ')), h:field('publisher', $edition/@publisher), h:field('address', $edition/@place),
        h:field('year', substring($edition/@date, 1, 4)), h:field('note', string-join((h:when($document), h:archive($document)), '; ')),
        h:field('version', $edition/@version), h:field('url', h:url($document)[$edition/@base ne ''])"/>
    <xsl:sequence select="'@incollection{' || $document/@page || ',&#10;' || string-join($fields, ',&#10;') || '&#10;}'"/>
  </xsl:function>

  <xsl:function name="h:field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:sequence select="normalize-space(string($value))[. ne ''] ! ('  ' || $name || ' = {' || replace(., '([{{}}\\%&amp;#$_])', '\\$1') || '}')"/>
  </xsl:function>

  <xsl:function name="h:ris" as="xs:string" visibility="public">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:variable name="edition" as="element(g:edition)" select="h:edition($document)"/>
    <xsl:sequence select="string-join((
        h:line('TY', 'CHAP'), h:authors($document) ! h:line('AU', .), h:line('TI', h:title($document)), h:line('T2', $edition/@title),
        h:editors($document) ! h:line('ED', .), h:line('PB', $edition/@publisher), h:line('CY', $edition/@place),
        h:line('PY', substring($edition/@date, 1, 4)), h:line('DA', h:when($document)), h:line('AV', h:archive($document)),
        h:line('LA', $document/@lang), h:line('UR', h:url($document)[$edition/@base ne '']), 'ER  - '), '&#10;')"/>
  </xsl:function>

  <xsl:function name="h:line" as="xs:string?">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:sequence select="normalize-space(string($value))[. ne ''] ! ($tag || '  - ' || .)"/>
  </xsl:function>

  <xsl:function name="h:csl" as="xs:string" visibility="public">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:variable name="edition" as="element(g:edition)" select="h:edition($document)"/>
    <xsl:variable name="when" as="xs:string?" select="h:when($document)"/>
    <xsl:sequence select="serialize(array {map:merge((
        map {'id': string($document/@page), 'type': 'personal_communication', 'title': h:title($document), 'container-title': string($edition/@title)},
        h:names('author', h:authors($document)), h:names('editor', h:editors($document)),
        h:entry('publisher', $edition/@publisher), h:entry('publisher-place', $edition/@place), h:entry('archive_location', h:archive($document)),
        h:entry('version', $edition/@version), h:entry('URL', h:url($document)[$edition/@base ne '']), h:entry('language', $document/@lang),
        $when ! map {'issued': map {'date-parts': array {array {tokenize(., '-') ! xs:integer(.)}}}}
      ))}, map {'method': 'json', 'indent': true()}) => replace('\\/', '/')"/>
  </xsl:function>

  <xsl:function name="h:names" as="map(*)?">
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:if test="exists($names)"><xsl:sequence select="map {$role: array {$names ! map {'literal': .}}}"/></xsl:if>
  </xsl:function>
</xsl:package>
