<?xml version="1.0" encoding="UTF-8"?>
<!-- The text: each TEI element becomes a behaviour with its facts. What no rule knows becomes generic. -->
<xsl:package name="urn:tei-edition:reading:text" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:r="urn:tei-edition:reading"
  xmlns="urn:tei-edition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:use-package name="urn:tei-edition:reading:facts" package-version="1.0"/>

  <xsl:mode name="r:text" on-no-match="fail" visibility="public"/>
  <xsl:mode name="r:row" on-no-match="fail"/>

  <!-- ==== tables of knowledge: TEI name → kind ==== -->

  <!-- inline elements that are only what their kind says -->
  <xsl:variable name="r:inlines" as="map(xs:string, xs:string)" select="
      map {
        'supplied': 'supplied', 'unclear': 'unclear', 'surplus': 'surplus', 'sic': 'sic', 'corr': 'correction',
        'abbr': 'abbreviation', 'expan': 'expansion', 'ex': 'expansion', 'am': 'abbreviation', 'add': 'add', 'del': 'del',
        'subst': 'substitution', 'restore': 'restored', 'damage': 'damaged', 'hi': 'highlight', 'emph': 'emphasis',
        'foreign': 'foreign', 'term': 'term', 'mentioned': 'term', 'soCalled': 'term', 'gloss': 'term', 'title': 'title',
        'q': 'quotation', 'said': 'quotation', 'distinct': 'term', 'orig': 'segment', 'reg': 'segment',
        'persName': 'person', 'placeName': 'place', 'geogName': 'place', 'orgName': 'organization', 'name': 'name', 'rs': 'name',
        'settlement': 'place', 'country': 'place', 'region': 'place', 'district': 'place', 'bloc': 'place',
        'objectName': 'name', 'eventName': 'name',
        'forename': 'name-part', 'surname': 'name-part', 'genName': 'name-part', 'nameLink': 'name-part', 'addName': 'name-part',
        'roleName': 'role', 'date': 'date', 'origDate': 'date', 'time': 'time', 'num': 'number', 'measure': 'number', 'measureGrp': 'number', 'unit': 'number',
        'label': 'label', 'stamp': 'stamp', 'space': 'space', 'code': 'code', 'ident': 'code', 'gi': 'code', 'att': 'code',
        'val': 'code', 'tag': 'code', 'formula': 'formula', 'seg': 'segment', 's': 'segment', 'w': 'segment', 'c': 'segment',
        'pc': 'segment', 'm': 'segment', 'phr': 'segment', 'cl': 'segment', 'g': 'segment', 'damageSpan': 'segment', 'email': 'code',
        'idno': 'code', 'biblScope': 'segment', 'author': 'segment', 'editor': 'segment', 'publisher': 'segment', 'pubPlace': 'segment',
        'edition': 'segment', 'handShift': 'segment', 'mod': 'segment', 'retrace': 'segment', 'redo': 'segment', 'undo': 'segment',
        'metamark': 'segment', 'secl': 'surplus', 'desc': 'gap', 'docAuthor': 'segment', 'docDate': 'date', 'docImprint': 'segment',
        'street': 'segment', 'postCode': 'segment', 'postBox': 'segment', 'role': 'role', 'roleDesc': 'segment', 'actor': 'name',
        'ellipsis': 'gap', 'orth': 'term', 'pron': 'segment', 'gramGrp': 'segment', 'pos': 'segment', 'usg': 'segment', 'lbl': 'label',
        'hyph': 'segment', 'etym': 'segment', 'lang': 'segment', 'affiliation': 'segment'
      }"/>

  <!-- blocks that are only what their kind says -->
  <xsl:variable name="r:blocks" as="map(xs:string, xs:string)" select="
      map {
        'opener': 'opener', 'closer': 'closer', 'postscript': 'postscript', 'address': 'address', 'addrLine': 'address-line',
        'salute': 'salute', 'signed': 'signed', 'dateline': 'dateline', 'byline': 'byline', 'epigraph': 'epigraph',
        'argument': 'argument', 'trailer': 'trailer', 'lg': 'stanza', 'l': 'verse', 'sp': 'speech', 'spGrp': 'speech', 'speaker': 'speaker',
        'cit': 'citation', 'bibl': 'bibliography', 'biblStruct': 'bibliography', 'biblFull': 'bibliography', 'listBibl': 'plain',
        'floatingText': 'enclosed', 'titlePage': 'title-page', 'docTitle': 'title-part', 'titlePart': 'title-part',
        'castList': 'cast', 'castGroup': 'cast', 'castItem': 'cast', 'set': 'stage', 'entry': 'entry', 'entryFree': 'entry', 'superEntry': 'entry',
        'sense': 'entry', 'def': 'plain', 'line': 'written-line', 'zone': 'zone', 'fw': 'forme-work', 'figDesc': 'description',
        'eg': 'code', 'egXML': 'code', 'caption': 'description', 'imprimatur': 'plain', 'docEdition': 'plain', 'body': 'plain',
        'docImprint': 'plain', 'performance': 'stage', 'prologue': 'plain', 'epilogue': 'plain', 'listWit': 'plain', 'witness': 'plain',
        'listApp': 'plain', 'q': 'quotation', 'quote': 'quotation', 'said': 'quotation', 'stage': 'stage'
      }"/>

  <!-- office notes of the form: ab[@type] -->
  <xsl:variable name="r:office" as="xs:string+" select="'receipt', 'series', 'deciphered', 'printed', 'copies', 'verified'"/>

  <!-- notes: @type → kind -->
  <xsl:variable name="r:notes" as="xs:string+" select="
      'stamp', 'handwritten', 'marginal', 'resolution', 'footnote', 'editorial', 'translator', 'gloss', 'layout'"/>

  <!-- sections: div/@type → kind -->
  <xsl:variable name="r:sections" as="xs:string+" select="'document', 'routing', 'message', 'processing', 'enclosure'"/>

  <!-- elements that make the element around them a block -->
  <xsl:variable name="r:block-names" as="xs:string+" select="
      'p', 'ab', 'list', 'table', 'figure', 'head', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', map:keys($r:blocks)[not(. = ('q', 'quote', 'said', 'stage', 'bibl', 'cit'))]"/>

  <!-- ==== sections ==== -->

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | front | back | body | surface | surfaceGrp | text | group" mode="r:text" as="element()">
    <section kind="{r:section-kind(.)}" depth="{1 + count(ancestor::*[r:is-section(.)])}">
      <xsl:sequence select="r:facts(.)"/>
      <xsl:apply-templates mode="r:text"/>
    </section>
  </xsl:template>

  <!-- the body of a text is the text -->
  <xsl:template match="body | floatingText/body | floatingText/front | floatingText/back" mode="r:text" as="item()*" priority="1">
    <xsl:apply-templates mode="r:text"/>
  </xsl:template>

  <xsl:variable name="r:section-names" as="map(xs:string, xs:boolean)" select="
      map:merge(('div', (1 to 7) ! ('div' || .), 'front', 'back', 'surface') ! map {.: true()})"/>

  <xsl:function name="r:is-section" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($r:section-names, local-name($element))"/>
  </xsl:function>

  <xsl:function name="r:section-kind" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="
        if ($name = ('front', 'back')) then $name
        else if ($name = ('surface', 'surfaceGrp')) then 'surface'
        else ($r:sections[. = $element/@type], 'division')[1]"/>
  </xsl:function>

  <!-- ==== headings ==== -->

  <xsl:template match="head" mode="r:text" as="element()">
    <heading kind="{(('issuer', 'title', 'status')[. = current()/@type], 'heading')[1]}" depth="{count(ancestor::*[r:is-section(.)])}">
      <xsl:sequence select="r:facts(.)"/>
      <xsl:apply-templates mode="r:text"/>
    </heading>
  </xsl:template>

  <xsl:template match="(list | table | figure | lg | castList | castGroup | listBibl | listWit)/head | list/headLabel | list/headItem" mode="r:text" as="element()">
    <heading kind="caption" depth="{count(ancestor::*[r:is-section(.)])}">
      <xsl:sequence select="r:facts(.)"/>
      <xsl:apply-templates mode="r:text"/>
    </heading>
  </xsl:template>

  <!-- ==== paragraphs and blocks ==== -->

  <xsl:template match="p" mode="r:text" as="element()">
    <paragraph>
      <xsl:sequence select="r:facts(.)"/>
      <xsl:apply-templates mode="r:text"/>
    </paragraph>
  </xsl:template>

  <xsl:template match="ab" mode="r:text" as="element()">
    <xsl:sequence select="r:block(., ($r:office[. = current()/@type], if (ancestor::div/@type = ('routing', 'processing')) then 'office' else 'plain')[1])"/>
  </xsl:template>

  <xsl:template match="*[map:contains($r:blocks, local-name())]" mode="r:text" as="element()" priority="-0.1">
    <xsl:sequence select="r:block(., $r:blocks(local-name()))"/>
  </xsl:template>

  <xsl:template match="closer/seg | opener/seg" mode="r:text" as="element()">
    <xsl:sequence select="r:block(., 'registry')"/>
  </xsl:template>

  <!-- quotations, stage directions and citations stand in the line, unless among or around blocks -->
  <xsl:template match="(q | quote | said | stage | bibl | cit)[not(r:is-block(.))]" mode="r:text" as="element()">
    <xsl:sequence select="r:inline(., if (self::stage) then 'stage' else if (self::bibl or self::cit) then 'segment' else 'quotation')"/>
  </xsl:template>

  <!-- an address in the line -->
  <xsl:template match="address[not(r:is-block(.))]" mode="r:text" as="element()">
    <xsl:sequence select="r:inline(., 'segment')"/>
  </xsl:template>

  <xsl:function name="r:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="parent" as="node()?" select="$element/.."/>
    <xsl:sequence select="
        $element/*/local-name() = $r:block-names
        or not($parent/text()[normalize-space()]) and (r:holds-blocks($parent) or $parent/*/local-name() = $r:block-names)"/>
  </xsl:function>

  <xsl:function name="r:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="node()?"/>
    <xsl:sequence select="local-name($element) = (
        'body', 'front', 'back', 'group', 'text', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'sp', 'opener', 'closer',
        'epigraph', 'argument', 'postscript', 'titlePage', 'castList', 'cit', 'listBibl', 'figure', 'lg', 'floatingText', 'surface', 'zone',
        'set', 'entry', 'sense', 'correspAction')"/>
  </xsl:function>

  <xsl:function name="r:block" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <block kind="{$kind}">
      <xsl:sequence select="r:facts($element)[not(local-name() = $r:inline-only)]"/>
      <xsl:apply-templates select="$element/node()" mode="r:text"/>
    </block>
  </xsl:function>

  <xsl:variable name="r:inline-only" as="xs:string+" select="
      'quantity', 'unit', 'extent', 'value', 'next', 'prev', 'when', 'from', 'to', 'not-before', 'not-after'"/>

  <!-- ==== lists and tables ==== -->

  <xsl:template match="list" mode="r:text" as="element()">
    <list kind="{r:list-kind(.)}">
      <xsl:if test="tokenize(@rend) = 'inline' or @type = 'inline'">
        <xsl:attribute name="inline" select="true()"/>
      </xsl:if>
      <xsl:sequence select="r:facts(.)"/>
      <!-- the heading leads, wherever a stray break stands -->
      <xsl:apply-templates select="head | headLabel | headItem, node() except (head | headLabel | headItem)" mode="r:text"/>
    </list>
  </xsl:template>

  <xsl:function name="r:list-kind" as="xs:string">
    <xsl:param name="list" as="element(list)"/>
    <xsl:variable name="said" as="xs:string*" select="tokenize(lower-case($list/@rend || ' ' || $list/@type))"/>
    <xsl:sequence select="
        if ($said = 'copies') then 'copies'
        else if ($list/label) then 'gloss'
        else if ($said = ('numbered', 'ordered')) then 'numbered'
        else if ($said = ('bulleted', 'bullet', 'bullets')) then 'bulleted' else 'plain'"/>
  </xsl:function>

  <xsl:template match="item" mode="r:text" as="element()">
    <item kind="item">
      <xsl:sequence select="r:facts(.)"/>
      <xsl:apply-templates mode="r:text"/>
    </item>
  </xsl:template>

  <xsl:template match="list/label" mode="r:text" as="element()">
    <item kind="term">
      <xsl:sequence select="r:facts(.)"/>
      <xsl:apply-templates mode="r:text"/>
    </item>
  </xsl:template>

  <!-- a list of anything else: each is an item -->
  <xsl:template match="list/*[not(r:stands-between(.))][not(self::item or self::label or self::head or self::headLabel or self::headItem)]"
    mode="r:text" as="element()" priority="4">
    <item kind="item">
      <xsl:next-match/>
    </item>
  </xsl:template>

  <!-- what may stand between items and rows: breaks, anchors and notes -->
  <xsl:function name="r:stands-between" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
        local-name($element) = ('note', 'fw', 'trailer')
        or local-name($element) = ('lb', 'pb', 'cb', 'gb', 'milestone', 'anchor') and not(normalize-space($element))"/>
  </xsl:function>

  <xsl:template match="table" mode="r:text" as="element()">
    <table>
      <xsl:sequence select="r:facts(.)[not(local-name() = $r:inline-only)]"/>
      <xsl:apply-templates select="head, node() except head" mode="r:text"/>
    </table>
  </xsl:template>

  <xsl:template match="row" mode="r:text" as="element()">
    <row>
      <xsl:if test="@role = 'label'"><xsl:attribute name="label" select="true()"/></xsl:if>
      <xsl:sequence select="r:facts(.)"/>
      <xsl:apply-templates mode="r:row"/>
    </row>
  </xsl:template>

  <xsl:template match="cell" mode="r:row" as="element()">
    <cell>
      <xsl:if test="@role = 'label'"><xsl:attribute name="label" select="true()"/></xsl:if>
      <xsl:where-populated><xsl:attribute name="columns" select="@cols[. castable as xs:positiveInteger]"/></xsl:where-populated>
      <xsl:where-populated><xsl:attribute name="rows" select="@rows[. castable as xs:positiveInteger]"/></xsl:where-populated>
      <xsl:sequence select="r:facts(.)"/>
      <xsl:apply-templates mode="r:text"/>
    </cell>
  </xsl:template>

  <xsl:template match="(lb | pb | cb | gb | milestone | anchor)[r:stands-between(.)]" mode="r:row" as="element()">
    <xsl:apply-templates select="." mode="r:text"/>
  </xsl:template>

  <!-- anything else in a row is a cell of its own -->
  <xsl:template match="*" mode="r:row" as="element()" priority="-1">
    <cell>
      <xsl:apply-templates select="." mode="r:text"/>
    </cell>
  </xsl:template>

  <xsl:template match="text()[normalize-space()]" mode="r:row" as="element()">
    <cell><xsl:value-of select="."/></cell>
  </xsl:template>
  <xsl:template match="text()" mode="r:row" priority="-1"/>

  <!-- bare text in a list or table -->
  <xsl:template match="list/text()[normalize-space()]" mode="r:text" as="element()">
    <item kind="item"><xsl:value-of select="."/></item>
  </xsl:template>
  <xsl:template match="table/text()[normalize-space()]" mode="r:text" as="element()">
    <block kind="plain"><xsl:value-of select="."/></block>
  </xsl:template>
  <xsl:template match="table/*[not(r:stands-between(.))][not(self::row or self::head)]" mode="r:text" as="element()" priority="4">
    <block kind="plain"><xsl:next-match/></block>
  </xsl:template>

  <!-- ==== figures ==== -->

  <xsl:template match="figure | notatedMusic" mode="r:text" as="element()">
    <figure>
      <xsl:sequence select="r:facts(.)"/>
      <xsl:apply-templates mode="r:text"/>
    </figure>
  </xsl:template>

  <xsl:template match="graphic | media" mode="r:text" as="element()">
    <graphic>
      <xsl:sequence select="r:facts(.), r:location(@url)"/>
      <xsl:where-populated><xsl:attribute name="alt" select="normalize-space((desc, ../figDesc, ../head)[1])"/></xsl:where-populated>
      <xsl:copy-of select="@width, @height"/>
    </graphic>
  </xsl:template>

  <xsl:function name="r:location" as="attribute()?">
    <xsl:param name="address" as="attribute()?"/>
    <xsl:if test="$address">
      <xsl:attribute name="{if (matches($address, '^https?:')) then 'href' else 'file'}" select="$address"/>
    </xsl:if>
  </xsl:function>

  <!-- ==== breaks ==== -->

  <xsl:template match="lb | pb | cb | gb | milestone" mode="r:text" as="element()">
    <break kind="{r:break-kind(.)}">
      <xsl:if test="@break = 'no'"><xsl:attribute name="within" select="'word'"/></xsl:if>
      <xsl:sequence select="r:facts(.)[not(local-name() = 'unit' and current()/self::lb)], r:page-image(.)"/>
    </break>
  </xsl:template>

  <xsl:function name="r:break-kind" as="xs:string">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="names" as="map(xs:string, xs:string)" select="map {'lb': 'line', 'pb': 'page', 'cb': 'column', 'gb': 'leaf'}"/>
    <xsl:sequence select="($names(local-name($break)), if (tokenize($break/@rend) = 'rule') then 'rule' else 'milestone')[1]"/>
  </xsl:function>

  <xsl:key name="by-id" match="*[@xml:id]" use="@xml:id"/>

  <!-- the picture of a page: named directly, or by way of a surface -->
  <xsl:function name="r:page-image" as="attribute()?">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="facs" as="xs:string?" select="tokenize($break/@facs)[1]"/>
    <xsl:variable name="surface" as="element()?" select="if (starts-with($facs, '#')) then key('by-id', substring($facs, 2), root($break))[1] else ()"/>
    <xsl:variable name="image" as="attribute()?" select="if (starts-with($facs, '#')) then ($surface/descendant-or-self::graphic/@url)[1] else $break/@facs[$facs]"/>
    <xsl:sequence select="r:location($image)"/>
  </xsl:function>

  <xsl:template match="anchor | index | milestoneStart | delSpan | addSpan | alt | altGrp | link | linkGrp | join | joinGrp | spanGrp | span | interp | interpGrp | certainty | precision | respons | substJoin | timeline | listTranspose | transpose | fsdDecl | fs | fvLib | fLib | listRelation | shift | pause | xi:include"
    xmlns:xi="http://www.w3.org/2001/XInclude" mode="r:text" as="element()">
    <xsl:choose>
      <xsl:when test="normalize-space()"><xsl:sequence select="r:generic(.)"/></xsl:when>
      <xsl:otherwise><anchor><xsl:sequence select="r:facts(.)[not(local-name() = $r:inline-only)]"/></anchor></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== inlines ==== -->

  <xsl:template match="*[map:contains($r:inlines, local-name())]" mode="r:text" as="element()" priority="-0.2">
    <xsl:sequence select="r:inline(., $r:inlines(local-name()))"/>
  </xsl:template>

  <xsl:template match="addName[@type = 'pseudonym']" mode="r:text" as="element()">
    <xsl:sequence select="r:inline(., 'pseudonym')"/>
  </xsl:template>

  <xsl:template match="seg[@type = 'copy']" mode="r:text" as="element()" priority="1">
    <xsl:sequence select="r:inline(., 'copy')"/>
  </xsl:template>

  <xsl:template match="rs[@type = ('person', 'place', 'org', 'organization')] | name[@type = ('person', 'place', 'org', 'organization')]" mode="r:text" as="element()">
    <xsl:sequence select="r:inline(., replace(@type, '^org$', 'organization'))"/>
  </xsl:template>

  <!-- a gap: what is said of it, or the characters that stand for it -->
  <xsl:template match="gap | ellipsis" mode="r:text" as="element()">
    <inline kind="gap">
      <xsl:variable name="said" as="element(desc)?" select="desc[1]"/>
      <xsl:sequence select="r:facts(.)[not(name() = ('before', 'after'))], $said/r:facts(.)[name() = ('before', 'after', 'lang', 'dir')]"/>
      <xsl:apply-templates select="node() except desc, desc/node()" mode="r:text"/>
    </inline>
  </xsl:template>

  <xsl:function name="r:inline" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <inline kind="{$kind}">
      <xsl:sequence select="r:facts($element), r:entry($element/@ref)"/>
      <xsl:apply-templates select="$element/node()" mode="r:text"/>
    </inline>
  </xsl:function>

  <!-- the register entry a name points to: registers/persons.xml#stalin -->
  <xsl:function name="r:entry" as="attribute()*" visibility="public">
    <xsl:param name="ref" as="attribute()?"/>
    <xsl:variable name="pointer" as="xs:string?" select="tokenize($ref)[contains(., '.xml#')][1]"/>
    <xsl:if test="$pointer">
      <xsl:attribute name="register" select="replace($pointer, '^(.*/)?([^/#]+)\.xml#.*$', '$2')"/>
      <xsl:attribute name="key" select="substring-after($pointer, '#')"/>
    </xsl:if>
  </xsl:function>

  <!-- ==== alternates ==== -->

  <xsl:template match="choice" mode="r:text" as="element()">
    <alternate kind="{r:choice-kind(.)}">
      <xsl:sequence select="r:facts(.)[not(local-name() = $r:inline-only)]"/>
      <xsl:apply-templates select="*" mode="r:alternative"/>
    </alternate>
  </xsl:template>

  <xsl:template match="app" mode="r:text" as="element()">
    <alternate kind="apparatus">
      <xsl:sequence select="r:facts(.)[not(local-name() = $r:inline-only)]"/>
      <xsl:apply-templates select="lem | rdg | rdgGrp/(lem | rdg) | note | wit | witDetail" mode="r:alternative"/>
    </alternate>
  </xsl:template>

  <xsl:template match="choice[not(*)] | (choice | app)[text()[normalize-space()]] | app[not(lem or rdg or rdgGrp)] | app[* except (lem | rdg | rdgGrp | note | wit | witDetail)]" mode="r:text" as="element()" priority="1">
    <xsl:sequence select="r:generic(.)"/>
  </xsl:template>

  <xsl:function name="r:choice-kind" as="xs:string">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:sequence select="
        if ($choice/(sic | corr)) then 'correction'
        else if ($choice/(orig | reg)) then 'regularization'
        else if ($choice/(abbr | expan)) then 'abbreviation' else 'choice'"/>
  </xsl:function>

  <xsl:mode name="r:alternative" on-no-match="fail"/>

  <xsl:template match="*" mode="r:alternative" as="element()">
    <alternative role="{r:role(.)}">
      <xsl:where-populated><xsl:attribute name="wit" select="tokenize(@wit) ! replace(., '^#', '')"/></xsl:where-populated>
      <xsl:sequence select="r:facts(.)[not(local-name() = $r:inline-only)]"/>
      <xsl:choose>
        <xsl:when test="self::sic or self::corr or self::orig or self::reg or self::abbr or self::expan or self::lem or self::rdg or self::note or self::witDetail or self::wit">
          <xsl:apply-templates mode="r:text"/>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="r:text"/></xsl:otherwise>
      </xsl:choose>
    </alternative>
  </xsl:template>

  <xsl:function name="r:role" as="xs:string">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="roles" as="map(xs:string, xs:string)" select="
        map {'sic': 'source', 'orig': 'source', 'abbr': 'source', 'corr': 'edited', 'reg': 'edited', 'expan': 'edited',
             'lem': 'edited', 'rdg': 'variant', 'note': 'comment', 'wit': 'comment', 'witDetail': 'comment'}"/>
    <xsl:sequence select="($roles(local-name($reading)), if ($reading/preceding-sibling::*) then 'variant' else 'edited')[1]"/>
  </xsl:function>

  <!-- ==== notes and links ==== -->

  <xsl:template match="note | noteGrp" mode="r:text" as="element()">
    <note kind="{r:note-kind(.)}">
      <xsl:sequence select="r:facts(.)[not(local-name() = $r:inline-only)]"/>
      <xsl:apply-templates mode="r:text"/>
    </note>
  </xsl:template>

  <xsl:function name="r:note-kind" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="(
        $r:notes[. = $note/@type],
        if (starts-with($note/@place, 'margin')) then 'marginal'
        else if ($note/@place = ('foot', 'end', 'bottom')) then 'footnote' else 'comment')[1]"/>
  </xsl:function>

  <xsl:template match="ref | ptr" mode="r:text" as="element()">
    <link>
      <xsl:sequence select="r:target((tokenize(@target), '')[1]), r:facts(.)[not(local-name() = $r:inline-only)]"/>
      <xsl:apply-templates mode="r:text"/>
    </link>
  </xsl:template>

  <!-- where a pointer leads; only these protocols are links -->
  <xsl:function name="r:target" as="attribute()+" visibility="public">
    <xsl:param name="target" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="starts-with($target, '#')">
        <xsl:attribute name="kind" select="'internal'"/>
        <xsl:attribute name="target" select="substring($target, 2)"/>
      </xsl:when>
      <xsl:when test="matches($target, '^(https?|mailto|ftp):', 'i')">
        <xsl:attribute name="kind" select="'external'"/>
        <xsl:attribute name="href" select="$target"/>
      </xsl:when>
      <xsl:when test="$target = '' or matches($target, '^[A-Za-z][A-Za-z0-9+.\-]*:')">
        <xsl:attribute name="kind" select="'none'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="kind" select="'document'"/>
        <xsl:attribute name="file" select="replace($target, '#.*$', '')"/>
        <xsl:where-populated><xsl:attribute name="target" select="substring-after($target, '#')"/></xsl:where-populated>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- ==== the rest ==== -->

  <xsl:template match="text()" mode="r:text" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="r:text"/>

  <!-- not where TEI has it, or with text it cannot have -->
  <xsl:template match="item[not(parent::list)] | row[not(parent::table)] | (lb | pb | cb | gb | milestone)[normalize-space()]
      | (graphic | media)[normalize-space(string-join(node()[not(self::desc)]))]" mode="r:text" as="element()" priority="3">
    <xsl:sequence select="r:generic(.)"/>
  </xsl:template>

  <!-- no rule knows it: its text is kept, its name is kept, and it is counted -->
  <xsl:template match="*" mode="r:text" as="element()" priority="-1">
    <xsl:sequence select="r:generic(.)"/>
  </xsl:template>

  <xsl:function name="r:generic" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (r:is-block($element)) then r:block($element, 'generic') else r:inline($element, 'generic')"/>
  </xsl:function>
</xsl:package>
