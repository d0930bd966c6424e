<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:rule="urn:tei-edition:rule"
                xmlns:said="urn:tei-edition:said"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                version="3.0"
                exclude-result-prefixes="#all"><!-- Compiled from Schematron by “tei-edition schema compile”; edit the ODD, not this file. -->
   <xsl:output indent="no"/>
   <xsl:function name="rule:line" as="xs:integer">
      <xsl:param name="element" as="element()"/>
      <xsl:variable name="rest"
                    as="xs:string"
                    select="substring-after($element/@xml:id, '-l')"/>
      <xsl:sequence select="               if ($rest castable as xs:integer) then xs:integer($rest) else xs:integer(replace($rest, '^.*-l', ''))"/>
   </xsl:function>
   <xsl:function name="rule:targets" as="element()*">
      <xsl:param name="pointers" as="attribute()*"/>
      <xsl:sequence select="               $pointers ! tokenize(.)[starts-with(., '#')] ! id(substring(., 2), root($pointers[1]))"/>
   </xsl:function>
   <xsl:function name="rule:lost" as="xs:string*">
      <xsl:param name="pointers" as="attribute()"/>
      <xsl:variable name="ids"
                    as="xs:string*"
                    select="tokenize($pointers)[starts-with(., '#')] ! substring(., 2)"/>
      <xsl:sequence select="$ids[empty(id(., root($pointers)))]"/>
   </xsl:function>
   <xsl:variable name="rule:months"
                 as="map(xs:string, xs:integer)"
                 select="             map { 'january': 1, 'february': 2, 'march': 3, 'april': 4, 'may': 5, 'june': 6, 'july': 7, 'august': 8,                   'september': 9, 'october': 10, 'november': 11, 'december': 12 }"/>
   <xsl:function name="rule:plain-date" as="xs:string*">
      <xsl:param name="words" as="xs:string"/>
      <xsl:variable name="said"
                    as="xs:string"
                    select="lower-case(normalize-space($words))"/>
      <xsl:variable name="parts"
                    as="xs:string*"
                    select="tokenize(translate($said, '.,', '  '))"/>
      <xsl:variable name="month"
                    as="xs:integer?"
                    select="($parts ! $rule:months(.))[1]"/>
      <xsl:choose>
         <xsl:when test="$month and matches($said, '^\d{1,2} \p{L}+( \d{4})?$')">
            <xsl:sequence select="rule:iso($parts[3], $month, xs:integer($parts[1]))"/>
         </xsl:when>
         <xsl:when test="$month and matches($said, '^\p{L}+ \d{1,2}(, \d{4})?$')">
            <xsl:sequence select="rule:iso($parts[3], $month, xs:integer($parts[2]))"/>
         </xsl:when>
         <xsl:when test="$month and matches($said, '^\p{L}+ \d{4}$')">
            <xsl:sequence select="$parts[2] || '-' || format-integer($month, '00')"/>
         </xsl:when>
         <xsl:when test="not($month) and matches($said, '^\d{1,2}\.\d{1,2}(\.(\d\d|\d{4}))?$')">
            <xsl:variable name="one" as="xs:integer" select="xs:integer($parts[1])"/>
            <xsl:variable name="other" as="xs:integer" select="xs:integer($parts[2])"/>
            <xsl:sequence select="                   rule:iso($parts[3], $other, $one)[$other le 12], rule:iso($parts[3], $one, $other)[$one le 12]"/>
         </xsl:when>
         <xsl:when test="matches($said, '^1\d{3}$')">
            <xsl:sequence select="$said"/>
         </xsl:when>
      </xsl:choose>
   </xsl:function>
   <xsl:function name="rule:iso" as="xs:string">
      <xsl:param name="year" as="xs:string?"/>
      <xsl:param name="month" as="xs:integer"/>
      <xsl:param name="day" as="xs:integer"/>
      <xsl:sequence select="               $year[string-length() = 4] || '-' || format-integer($month, '00') || '-' || format-integer($day, '00')"/>
   </xsl:function>
   <xsl:function name="rule:is-before" as="xs:boolean">
      <xsl:param name="one" as="xs:string?"/>
      <xsl:param name="other" as="xs:string?"/>
      <xsl:variable name="length"
                    as="xs:integer"
                    select="min((string-length($one), string-length($other)))"/>
      <xsl:sequence select="               matches($one, '^\d{4}') and matches($other, '^\d{4}')               and substring($one, 1, $length) lt substring($other, 1, $length)"/>
   </xsl:function>
   <xsl:function name="rule:day-after" as="xs:string">
      <xsl:param name="value" as="xs:string"/>
      <xsl:variable name="day" as="xs:string" select="substring($value, 1, 10)"/>
      <xsl:sequence select="               if ($day castable as xs:date) then string(xs:date($day) + xs:dayTimeDuration('P1D')) else $value"/>
   </xsl:function>
   <xsl:variable name="lines"
                 select="//tei:text//*[@xml:id][matches(@xml:id, '-l\d+$')][not(ancestor-or-self::tei:note[@type = 'footnote'])]"/>
   <xsl:variable name="numbers" select="$lines ! rule:line(.)"/>
   <xsl:variable name="astray"
                 select="for $i in 2 to count($lines) return $lines[$i][$numbers[$i] le $numbers[$i - 1]]"/>
   <xsl:variable name="is-transcription"
                 select="exists(//tei:bibl[@type = 'transcript'])"/>
   <xsl:variable name="residue"
                 select="//tei:xenoData[@type = 'transcript-residue'] ! tokenize(., '\n')[normalize-space()]"/>
   <xsl:template match="/">
      <said:messages>
         <xsl:call-template name="said:pattern-1"/>
         <xsl:call-template name="said:pattern-2"/>
         <xsl:call-template name="said:pattern-3"/>
         <xsl:call-template name="said:pattern-4"/>
         <xsl:call-template name="said:pattern-5"/>
         <xsl:call-template name="said:pattern-6"/>
         <xsl:call-template name="said:pattern-7"/>
         <xsl:call-template name="said:pattern-8"/>
         <xsl:call-template name="said:pattern-9"/>
         <xsl:call-template name="said:pattern-10"/>
         <xsl:call-template name="said:pattern-11"/>
         <xsl:call-template name="said:pattern-12"/>
         <xsl:call-template name="said:pattern-13"/>
         <xsl:call-template name="said:pattern-14"/>
         <xsl:call-template name="said:pattern-15"/>
         <xsl:call-template name="said:pattern-16"/>
         <xsl:call-template name="said:pattern-17"/>
         <xsl:call-template name="said:pattern-18"/>
         <xsl:call-template name="said:pattern-19"/>
         <xsl:call-template name="said:pattern-20"/>
         <xsl:call-template name="said:pattern-21"/>
         <xsl:call-template name="said:pattern-22"/>
         <xsl:call-template name="said:pattern-23"/>
         <xsl:call-template name="said:pattern-24"/>
         <xsl:call-template name="said:pattern-25"/>
         <xsl:call-template name="said:pattern-26"/>
      </said:messages>
   </xsl:template>
   <xsl:template name="said:pattern-1">
      <xsl:for-each select="//*[@xml:id]">
         <xsl:if test="not((id(@xml:id), .)[1] is .)">
            <said:message rule="id-duplicate" role="error" path="{said:path(.)}"><xsl:text>the xml:id “</xsl:text><xsl:value-of select="@xml:id"/><xsl:text>” stands on another element already</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-2">
      <xsl:for-each select="//*[@*[contains(., '#')]]">
         <xsl:variable name="lost"
                       select="@*[contains(., '#')][exists(rule:lost(.))][not(name() = ('n', 'rend', 'style', 'selector', 'use', 'match', 'matchPattern', 'replacementPattern', 'key', 'sortKey'))] ! rule:lost(.)"/>
         <xsl:if test="exists($lost)">
            <said:message rule="pointer-dangling" role="error" path="{said:path(.)}"><xsl:text>nothing in this file has the xml:id “</xsl:text><xsl:value-of select="string-join($lost, '”, “')"/><xsl:text>” that </xsl:text><xsl:value-of select="name()"/><xsl:text> points to</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-3">
      <xsl:for-each select="//*[@resp or @who]">
         <xsl:variable name="wrong"
                       select="rule:targets((@resp, @who))[not(self::tei:respStmt or self::tei:person or self::tei:org or self::tei:editor or self::tei:author or self::tei:name or self::tei:persName or self::tei:orgName or self::tei:bibl or self::tei:handNote)]"/>
         <xsl:if test="exists($wrong)">
            <said:message rule="pointer-resp" role="error" path="{said:path(.)}"><xsl:value-of select="name()"/><xsl:text> names as responsible “#</xsl:text><xsl:value-of select="$wrong[1]/@xml:id"/><xsl:text>”, but that is a </xsl:text><xsl:value-of select="local-name($wrong[1])"/><xsl:text>, not somebody</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-4">
      <xsl:for-each select="//*[@hand]">
         <xsl:variable name="wrong" select="rule:targets(@hand)[not(self::tei:handNote)]"/>
         <xsl:if test="exists($wrong)">
            <said:message rule="pointer-hand" role="error" path="{said:path(.)}"><xsl:text>hand points to “#</xsl:text><xsl:value-of select="$wrong[1]/@xml:id"/><xsl:text>”, but that is a </xsl:text><xsl:value-of select="local-name($wrong[1])"/><xsl:text>, not a handNote</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-5">
      <xsl:for-each select="//*[@decls]">
         <xsl:variable name="wrong"
                       select="rule:targets(@decls)[not(ancestor::tei:teiHeader)]"/>
         <xsl:if test="exists($wrong)">
            <said:message rule="pointer-decls" role="error" path="{said:path(.)}"><xsl:text>decls points to “#</xsl:text><xsl:value-of select="$wrong[1]/@xml:id"/><xsl:text>”, but that </xsl:text><xsl:value-of select="local-name($wrong[1])"/><xsl:text> stands in the text; decls chooses a part of the header, such as a correspDesc</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-6">
      <xsl:for-each select="//tei:catRef">
         <xsl:variable name="wrong" select="rule:targets(@target)[not(self::tei:category)]"/>
         <xsl:if test="exists($wrong)">
            <said:message rule="pointer-category" role="error" path="{said:path(.)}"><xsl:text>catRef points to “#</xsl:text><xsl:value-of select="$wrong[1]/@xml:id"/><xsl:text>”, but that is a </xsl:text><xsl:value-of select="local-name($wrong[1])"/><xsl:text>, not a category</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-7">
      <xsl:for-each select="//*[@wit]">
         <xsl:variable name="wrong"
                       select="rule:targets(@wit)[not(self::tei:witness or self::tei:bibl or self::tei:msDesc)]"/>
         <xsl:if test="exists($wrong)">
            <said:message rule="pointer-witness" role="error" path="{said:path(.)}"><xsl:text>wit points to “#</xsl:text><xsl:value-of select="$wrong[1]/@xml:id"/><xsl:text>”, but that is a </xsl:text><xsl:value-of select="local-name($wrong[1])"/><xsl:text>, not a witness</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-8">
      <xsl:for-each select="//*[@next]">
         <xsl:variable name="other" select="rule:targets(@next)"/>
         <xsl:if test="exists($other) and not($other/@prev = '#' || @xml:id)">
            <said:message rule="parts-crossed" role="error" path="{said:path(.)}"><xsl:text>the next part, “</xsl:text><xsl:value-of select="@next"/><xsl:text>”, does not point back here with prev</xsl:text></said:message>
         </xsl:if>
         <xsl:if test="exists($other) and not(node-name($other[1]) = node-name(.))">
            <said:message rule="parts-crossed" role="error" path="{said:path(.)}"><xsl:text>a </xsl:text><xsl:value-of select="name()"/><xsl:text> goes on in a </xsl:text><xsl:value-of select="local-name($other[1])"/><xsl:text>; the parts of one thing are elements of one kind</xsl:text></said:message>
         </xsl:if>
         <xsl:if test="exists($other) and $other[1] &lt;&lt; .">
            <said:message rule="parts-crossed" role="error" path="{said:path(.)}"><xsl:text>the next part, “</xsl:text><xsl:value-of select="@next"/><xsl:text>”, stands before this one</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-9">
      <xsl:for-each select="//*[@prev]">
         <xsl:variable name="other" select="rule:targets(@prev)"/>
         <xsl:if test="exists($other) and not($other/@next = '#' || @xml:id)">
            <said:message rule="parts-crossed-back" role="error" path="{said:path(.)}"><xsl:text>the part before, “</xsl:text><xsl:value-of select="@prev"/><xsl:text>”, does not point here with next</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-10">
      <xsl:for-each select="//*[@xml:id]">
         <xsl:if test="some $one in $astray satisfies $one is .">
            <said:message rule="line-order" role="error" path="{said:path(.)}"><xsl:text>line </xsl:text><xsl:value-of select="rule:line(.)"/><xsl:text> of the transcript begins here, after a line of the same or a higher number</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-11">
      <xsl:for-each select="//tei:bibl[@type = 'transcript']/tei:extent/tei:measure[@unit = 'line'][@quantity castable as xs:integer]">
         <xsl:variable name="last"
                       select="max(($numbers, $residue ! xs:integer(replace(., '^\s*(\d+)[|=].*$', '$1')[. castable as xs:integer])))"/>
         <xsl:if test="$last gt xs:integer(@quantity)">
            <said:message rule="line-count" role="error" path="{said:path(.)}"><xsl:text>the transcript has </xsl:text><xsl:value-of select="@quantity"/><xsl:text> lines by its header, but line </xsl:text><xsl:value-of select="$last"/><xsl:text> stands in the file</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-12">
      <xsl:for-each select="//tei:xenoData[@type = 'transcript-residue']">
         <xsl:variable name="odd"
                       select="tokenize(., '\n')[normalize-space()][not(matches(., '^\s*\d+[|=]'))]"/>
         <xsl:if test="exists($odd)">
            <said:message rule="residue-row" role="error" path="{said:path(.)}"><xsl:text>a row of the residue does not begin with a line number and “|”: “</xsl:text><xsl:value-of select="substring($odd[1], 1, 40)"/><xsl:text>”</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-13">
      <xsl:for-each select="//tei:idno[@type = 'SHA-256']">
         <xsl:if test="not(matches(., '^\s*[0-9a-f]{64}\s*$'))">
            <said:message rule="digest-form" role="error" path="{said:path(.)}"><xsl:text>a SHA-256 digest has 64 digits from 0-9 and a-f; this one has </xsl:text><xsl:value-of select="string-length(normalize-space(.))"/><xsl:text> characters</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-14">
      <xsl:for-each select="//tei:correspAction[@type = 'received']/tei:date[@when]">
         <xsl:variable name="sent"
                       select="../../tei:correspAction[@type = 'sent']/tei:date/(@when, @notBefore, @from)[1]"/>
         <xsl:if test="exists($sent) and rule:is-before(rule:day-after(@when), $sent[1])">
            <said:message rule="received-before-sent" role="error" path="{said:path(.)}"><xsl:text>received on </xsl:text><xsl:value-of select="@when"/><xsl:text>, before it was sent on </xsl:text><xsl:value-of select="$sent[1]"/></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-15">
      <xsl:for-each select="//*[(@from and @to) or (@notBefore and @notAfter)][self::tei:*][not(self::tei:biblScope or self::tei:citedRange or self::tei:locus or self::tei:app)]">
         <xsl:if test="rule:is-before(@to, @from)">
            <said:message rule="period-reversed" role="error" path="{said:path(.)}"><xsl:text>the period ends (</xsl:text><xsl:value-of select="@to"/><xsl:text>) before it begins (</xsl:text><xsl:value-of select="@from"/><xsl:text>)</xsl:text></said:message>
         </xsl:if>
         <xsl:if test="rule:is-before(@notAfter, @notBefore)">
            <said:message rule="period-reversed" role="error" path="{said:path(.)}"><xsl:text>the latest date (</xsl:text><xsl:value-of select="@notAfter"/><xsl:text>) is before the earliest (</xsl:text><xsl:value-of select="@notBefore"/><xsl:text>)</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-16">
      <xsl:for-each select="//tei:date[@when][not(*)]">
         <xsl:variable name="said" select="rule:plain-date(.)"/>
         <xsl:if test="exists($said) and not(some $date in $said satisfies if (starts-with($date, '-')) then contains(@when, $date) else starts-with(@when, $date) or starts-with($date, @when))">
            <said:message rule="date-disagrees" role="error" path="{said:path(.)}"><xsl:text>the date reads “</xsl:text><xsl:value-of select="normalize-space(.)"/><xsl:text>”, but its value is </xsl:text><xsl:value-of select="@when"/></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-17">
      <xsl:for-each select="//tei:time[@when] | //tei:date[@when]">
         <xsl:if test="self::tei:time and not(contains(@when, ':'))">
            <said:message rule="time-value" role="error" path="{said:path(.)}"><xsl:text>the value of a time is a time of day such as 11:20:00, not “</xsl:text><xsl:value-of select="@when"/><xsl:text>”</xsl:text></said:message>
         </xsl:if>
         <xsl:if test="self::tei:date and matches(@when, '^\d\d:')">
            <said:message rule="time-value" role="error" path="{said:path(.)}"><xsl:text>the value of a date is a date such as 1951-06-30, not “</xsl:text><xsl:value-of select="@when"/><xsl:text>”; a time of day stands in time</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-18">
      <xsl:for-each select="//tei:list[@type = 'copies'][tei:head/tei:num[@type = 'copies']/@value castable as xs:integer]">
         <xsl:variable name="announced"
                       select="xs:integer(tei:head/tei:num[@type = 'copies'][1]/@value)"/>
         <xsl:variable name="listed"
                       select="sum(tei:item ! (xs:integer((tei:num[@type = 'copies']/@value[. castable as xs:integer], 1)[1])))"/>
         <xsl:if test="not($announced = $listed)">
            <said:message rule="copies-count" role="warning" path="{said:path(.)}"><xsl:value-of select="$announced"/><xsl:text> copies are announced, but </xsl:text><xsl:value-of select="$listed"/><xsl:text> are listed</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-19">
      <xsl:for-each select="//tei:text//*[text()[contains(., '[') or contains(., ']')]][not(self::tei:surplus or self::tei:code)]">
         <xsl:if test="$is-transcription">
            <said:message rule="bracket-left" role="warning" path="{said:path(.)}"><xsl:text>a square bracket is left in the text: “</xsl:text><xsl:value-of select="let $t := text()[contains(., '[') or contains(., ']')][1] return normalize-space(substring($t, max((1, string-length(substring-before(translate($t, ']', '['), '[')) - 15)), 40))"/><xsl:text>”</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-20">
      <xsl:for-each select="//tei:choice">
         <xsl:if test="tei:sic and not(tei:corr)">
            <said:message rule="choice-pair" role="error" path="{said:path(.)}"><xsl:text>a choice with sic has a corr as well; a sic without a correction stands alone</xsl:text></said:message>
         </xsl:if>
         <xsl:if test="tei:corr and not(tei:sic)">
            <said:message rule="choice-pair" role="error" path="{said:path(.)}"><xsl:text>a choice with corr has the sic that it corrects</xsl:text></said:message>
         </xsl:if>
         <xsl:if test="(tei:orig and not(tei:reg)) or (tei:reg and not(tei:orig))">
            <said:message rule="choice-pair" role="error" path="{said:path(.)}"><xsl:text>orig and reg stand together in a choice</xsl:text></said:message>
         </xsl:if>
         <xsl:if test="(tei:abbr and not(tei:expan)) or (tei:expan and not(tei:abbr))">
            <said:message rule="choice-pair" role="error" path="{said:path(.)}"><xsl:text>abbr and expan stand together in a choice</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-21">
      <xsl:for-each select="//tei:corr[not(@resp)][not(@rend)][not(../tei:sic/@rend)]">
         <xsl:if test="true()">
            <said:message rule="correction-unsigned" role="warning" path="{said:path(.)}"><xsl:text>the correction “</xsl:text><xsl:value-of select="normalize-space(.)"/><xsl:text>” does not say whose it is</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-22">
      <xsl:for-each select="//tei:gap">
         <xsl:if test="not(tei:desc or @rend or @quantity or @extent or @unit)">
            <said:message rule="gap-silent" role="warning" path="{said:path(.)}"><xsl:text>a gap says neither what is missing nor how much</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-23">
      <xsl:for-each select="//tei:group/tei:text[not(@decls)]">
         <xsl:if test="count(//tei:correspDesc) gt 1">
            <said:message rule="decls-missing" role="warning" path="{said:path(.)}"><xsl:text>this file holds several documents; which correspDesc is this one's?</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-24">
      <xsl:for-each select="//tei:person | //tei:place | //tei:org">
         <xsl:if test="not(@xml:id)">
            <said:message rule="entry-nameless" role="error" path="{said:path(.)}"><xsl:text>a </xsl:text><xsl:value-of select="name()"/><xsl:text> without an xml:id: nothing can point to it</xsl:text></said:message>
         </xsl:if>
         <xsl:if test="not(tei:persName or tei:placeName or tei:orgName or tei:geogName or tei:name or tei:country or tei:region or tei:settlement)">
            <said:message rule="entry-nameless" role="error" path="{said:path(.)}"><xsl:text>the </xsl:text><xsl:value-of select="name()"/><xsl:text> “</xsl:text><xsl:value-of select="@xml:id"/><xsl:text>” has no name</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-25">
      <xsl:for-each select="//tei:geo">
         <xsl:variable name="numbers" select="tokenize(normalize-space(.), '[ ,]+')"/>
         <xsl:if test="not(count($numbers) = 2 and (every $n in $numbers satisfies $n castable as xs:decimal))">
            <said:message rule="coordinates" role="error" path="{said:path(.)}"><xsl:text>coordinates are two numbers, latitude and longitude, such as “59.437 24.745”, not “</xsl:text><xsl:value-of select="."/><xsl:text>”</xsl:text></said:message>
         </xsl:if>
         <xsl:if test="count($numbers) = 2 and (every $n in $numbers satisfies $n castable as xs:decimal) and (abs(xs:decimal($numbers[1])) gt 90 or abs(xs:decimal($numbers[2])) gt 180)">
            <said:message rule="coordinates" role="error" path="{said:path(.)}"><xsl:text>latitude runs from -90 to 90 and longitude from -180 to 180; “</xsl:text><xsl:value-of select="."/><xsl:text>” is not on the globe</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:template name="said:pattern-26">
      <xsl:for-each select="//tei:text//tei:p | //tei:text//tei:head | //tei:text//tei:item | //tei:text//tei:supplied">
         <xsl:if test="not(* or normalize-space())">
            <said:message rule="paragraph-empty" role="warning" path="{said:path(.)}"><xsl:text>the </xsl:text><xsl:value-of select="name()"/><xsl:text> is empty</xsl:text></said:message>
         </xsl:if>
      </xsl:for-each>
   </xsl:template>
   <xsl:function name="said:path" as="xs:string">
      <xsl:param name="node" as="node()"/>
      <xsl:sequence select="           string-join($node/ancestor-or-self::*/string(count(preceding-sibling::*)), '/')           || (if ($node instance of attribute()) then '/@' || name($node) else '')"/>
   </xsl:function>
</xsl:stylesheet>
