<?xml version="1.0" encoding="UTF-8"?>
<!-- Charts as SVG, each with the same facts as a table: when, who to whom, which day. -->
<xsl:package name="urn:tei-edition:html:charts" package-version="1.0" version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:math="http://www.w3.org/2005/xpath-functions/math"
  xmlns:svg="http://www.w3.org/2000/svg" xmlns:h="urn:tei-edition:html" xmlns:g="urn:tei-edition:page"
  xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">

  <xsl:use-package name="urn:tei-edition:html:words" package-version="1.0"/>

  <!-- ==== timeline ==== -->

  <xsl:variable name="h:width" as="xs:integer" select="720"/>

  <!-- a partial date stands at its beginning -->
  <xsl:function name="h:day" as="xs:date?">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:variable name="padded" as="xs:string" select="substring($iso || '-01-01', 1, 10)"/>
    <xsl:sequence select="if ($padded castable as xs:date) then xs:date($padded) else ()"/>
  </xsl:function>

  <xsl:function name="h:days" as="xs:decimal">
    <xsl:param name="from" as="xs:date"/>
    <xsl:param name="to" as="xs:date"/>
    <xsl:sequence select="($to - $from) div xs:dayTimeDuration('P1D')"/>
  </xsl:function>

  <xsl:function name="h:timeline" as="element()?" visibility="public">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:variable name="dated" as="element(g:item)*" select="$page/g:item[exists(h:day(@when))]"/>
    <xsl:variable name="first" as="xs:date?" select="min($dated/h:day(@when))"/>
    <xsl:variable name="last" as="xs:date?" select="max($dated/h:day(@when))"/>
    <xsl:if test="count($dated) gt 2 and $first lt $last">
      <figure class="chart timeline">
        <figcaption><h2>{h:say($page, 'timeline')}</h2></figcaption>
        <div class="scroll" role="region" tabindex="0" aria-label="{h:say($page, 'timeline')}">
          <xsl:sequence select="h:line($page, $dated, $first, $last)"/>
        </div>
      </figure>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:line" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="dated" as="element(g:item)+"/>
    <xsl:param name="first" as="xs:date"/>
    <xsl:param name="last" as="xs:date"/>
    <xsl:variable name="senders" as="xs:string*" select="distinct-values($dated/@from)"/>
    <xsl:variable name="shown" as="xs:string*" select="subsequence($senders, 1, 8)"/>
    <xsl:variable name="left" as="xs:integer" select="150"/>
    <xsl:variable name="scale" as="xs:double" select="($h:width - $left - 20) div h:days($first, $last)"/>
    <xsl:variable name="height" as="xs:integer" select="40 + 34 * count($shown)"/>
    <svg:svg viewBox="0 0 {$h:width} {$height}" width="{$h:width}" height="{$height}" role="group" aria-label="{h:say($page, 'timeline')}">
      <xsl:for-each select="h:ticks($first, $last)">
        <xsl:variable name="x" as="xs:double" select="$left + $scale * h:days($first, .)"/>
        <svg:line class="tick" x1="{round($x, 1)}" x2="{round($x, 1)}" y1="10" y2="{$height - 22}"/>
        <svg:text class="tick" x="{round($x, 1)}" y="{$height - 6}" text-anchor="middle">{h:tick-label($page, ., $first, $last)}</svg:text>
      </xsl:for-each>
      <xsl:for-each select="$shown">
        <xsl:variable name="sender" as="xs:string" select="."/>
        <xsl:variable name="y" as="xs:integer" select="26 + 34 * (position() - 1)"/>
        <svg:text x="{$left - 16}" y="{$y + 4}" text-anchor="end">{h:clip(($sender[. ne ''], '–')[1], 22)}</svg:text>
        <svg:line class="lane" x1="{$left}" x2="{$h:width - 20}" y1="{$y}" y2="{$y}"/>
        <xsl:for-each select="$dated[@from = $sender]">
          <svg:a href="{../@root}{@href}" aria-label="{@title}">
            <svg:title>{@title}</svg:title>
            <svg:circle class="dot" cx="{round($left + $scale * h:days($first, h:day(@when)), 1)}" cy="{$y}" r="6"/>
          </svg:a>
        </xsl:for-each>
      </xsl:for-each>
    </svg:svg>
  </xsl:function>

  <!-- months where they fit, else years -->
  <xsl:function name="h:ticks" as="xs:date*">
    <xsl:param name="first" as="xs:date"/>
    <xsl:param name="last" as="xs:date"/>
    <xsl:variable name="months" as="xs:integer" select="(year-from-date($last) - year-from-date($first)) * 12 + month-from-date($last) - month-from-date($first)"/>
    <xsl:variable name="begin" as="xs:date" select="$first - xs:dayTimeDuration('P1D') * (day-from-date($first) - 1)"/>
    <xsl:variable name="step" as="xs:integer" select="if ($months le 10) then 1 else if ($months le 30) then 3 else 12 * xs:integer(ceiling($months div 120))"/>
    <xsl:variable name="origin" as="xs:date" select="if ($step ge 12) then xs:date(format-number(year-from-date($first), '0000') || '-01-01') else $begin"/>
    <xsl:sequence select="(0 to $months idiv $step + 1) ! ($origin + xs:yearMonthDuration('P1M') * (. * $step))[. ge $first and . le $last]"/>
  </xsl:function>

  <xsl:function name="h:tick-label" as="xs:string">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="day" as="xs:date"/>
    <xsl:param name="first" as="xs:date"/>
    <xsl:param name="last" as="xs:date"/>
    <xsl:sequence select="
        if (h:days($first, $last) gt 900) then string(year-from-date($day))
        else h:date($page, substring(string($day), 1, 7))"/>
  </xsl:function>

  <xsl:function name="h:clip" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="if (string-length($text) le $length) then $text else substring($text, 1, $length - 1) || '…'"/>
  </xsl:function>

  <!-- ==== network ==== -->

  <xsl:function name="h:network" as="element()?" visibility="public">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:variable name="letters" as="element(g:item)*" select="$page/g:item[@from ne ''][@to ne '']"/>
    <xsl:if test="$letters">
      <section class="chart network" aria-labelledby="network">
        <h2 id="network">{h:say($page, 'network')}</h2>
        <xsl:if test="count(distinct-values($letters/(@from, @to))) ge 3"><xsl:sequence select="h:circle($page, $letters)"/></xsl:if>
        <table>
          <thead><tr><th scope="col">{h:say($page, 'from')}</th><th scope="col">{h:say($page, 'to')}</th><th scope="col">{h:say($page, 'count')}</th></tr></thead>
          <tbody>
            <xsl:for-each-group select="$letters" group-by="@from || '|' || @to">
              <xsl:sort select="count(current-group())" order="descending"/>
              <tr><td>{@from}</td><td>{@to}</td><td>{count(current-group())}</td></tr>
            </xsl:for-each-group>
          </tbody>
        </table>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- the busiest twenty-four on a circle, a curve for each pair -->
  <xsl:function name="h:circle" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="letters" as="element(g:item)+"/>
    <xsl:variable name="people" as="xs:string*">
      <xsl:for-each-group select="$letters/(@from, @to)" group-by="string()">
        <xsl:sort select="count(current-group())" order="descending"/>
        <xsl:sequence select="current-grouping-key()"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="shown" as="xs:string*" select="subsequence($people, 1, 24)"/>
    <xsl:variable name="places" as="map(xs:string, xs:double)" select="
        map:merge(for $i in 1 to count($shown) return map {$shown[$i]: xs:double(2 * math:pi() * ($i - 1) div count($shown))})"/>
    <svg:svg viewBox="0 0 720 420" width="720" height="420" role="img" aria-label="{h:say($page, 'network')}">
      <xsl:for-each-group select="$letters[@from = $shown][@to = $shown][not(@from = @to)]" group-by="string-join(sort((@from, @to)), '|')">
        <xsl:variable name="a" as="xs:double" select="$places(@from)"/>
        <xsl:variable name="b" as="xs:double" select="$places(@to)"/>
        <svg:path class="tie" stroke-width="{min((8, 0.8 + count(current-group())))}"
          d="M {h:at($a, 150)} Q 360 210 {h:at($b, 150)}"/>
      </xsl:for-each-group>
      <xsl:for-each select="$shown">
        <xsl:variable name="angle" as="xs:double" select="$places(.)"/>
        <svg:circle class="dot" cx="{round(360 + 150 * math:cos($angle), 1)}" cy="{round(210 + 150 * math:sin($angle), 1)}" r="5"/>
        <svg:text x="{round(360 + 164 * math:cos($angle), 1)}" y="{round(214 + 164 * math:sin($angle), 1)}"
          text-anchor="{if (math:cos($angle) lt -0.1) then 'end' else if (math:cos($angle) gt 0.1) then 'start' else 'middle'}">{h:clip(., 26)}</svg:text>
      </xsl:for-each>
    </svg:svg>
  </xsl:function>

  <xsl:function name="h:at" as="xs:string">
    <xsl:param name="angle" as="xs:double"/>
    <xsl:param name="radius" as="xs:integer"/>
    <xsl:sequence select="string-join((round(360 + $radius * math:cos($angle), 1), round(210 + $radius * math:sin($angle), 1)), ' ')"/>
  </xsl:function>

  <!-- ==== calendar: for editions over many months ==== -->

  <xsl:function name="h:calendar" as="element()?" visibility="public">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:variable name="days" as="element(g:item)*" select="$page/g:item[matches(@when, '^\d{4}-\d\d-\d\d')][exists(h:day(@when))]"/>
    <xsl:if test="count(distinct-values($days/substring(@when, 1, 7))) ge 3">
      <section class="chart calendar" aria-labelledby="calendar">
        <h2 id="calendar">{h:say($page, 'calendar')}</h2>
        <div class="months">
          <xsl:for-each-group select="$days" group-by="substring(@when, 1, 7)">
            <xsl:sort select="current-grouping-key()"/>
            <xsl:sequence select="h:month($page, current-grouping-key(), current-group())"/>
          </xsl:for-each-group>
        </div>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:month" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="month" as="xs:string"/>
    <xsl:param name="items" as="element(g:item)+"/>
    <xsl:variable name="first" as="xs:date" select="xs:date($month || '-01')"/>
    <!-- Monday is 0: 3 January 1600 was one -->
    <xsl:variable name="offset" as="xs:integer" select="xs:integer(h:days(xs:date('1600-01-03'), $first)) mod 7"/>
    <xsl:variable name="length" as="xs:integer" select="day-from-date($first + xs:yearMonthDuration('P1M') - xs:dayTimeDuration('P1D'))"/>
    <table>
      <caption>{h:date($page, $month)}</caption>
      <tbody>
        <xsl:for-each select="0 to ($offset + $length - 1) idiv 7">
          <xsl:variable name="week" as="xs:integer" select="."/>
          <tr>
            <xsl:for-each select="1 to 7">
              <xsl:variable name="day" as="xs:integer" select="$week * 7 + . - $offset"/>
              <xsl:variable name="here" as="element(g:item)*" select="$items[xs:integer(substring(@when, 9, 2)) = $day]"/>
              <td>
                <xsl:choose>
                  <xsl:when test="$day lt 1 or $day gt $length"/>
                  <xsl:when test="$here"><a href="{$page/@root}{$here[1]/@href}" aria-label="{string-join(($day, $here/@title), ', ')}">{$day}</a></xsl:when>
                  <xsl:otherwise>{$day}</xsl:otherwise>
                </xsl:choose>
              </td>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:function>
</xsl:package>
