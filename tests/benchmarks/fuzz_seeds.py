# ruff: noqa: E501
"""Small files of every form to begin from, and what is thrown into them."""

from __future__ import annotations

import gzip

LONG = "The envoys of both sides met for a second day of talks on the pass and agreed to go on in spring. "
SEEDS: dict[str, bytes] = {
    "rss": b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Desk</title><link>https://a.example/</link><item><title>Pass '
    b"reopened</title><guid>1</guid><link>/1</link><pubDate>Thu, 06 Jan 2022 10:00:00 GMT</pubDate><dc:creator>J. Doe</dc:creator>"
    b"<description>BONN, Jan 6 (Agency) - &lt;p&gt;Text &amp;amp; more&lt;/p&gt;</description><content:encoded><![CDATA[<p>More"
    b"</p>]]></content:encoded></item></channel></rss>",
    "atom": b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><title>Desk</title><entry><id>u:1</id><title type='
    b'"html">Pass</title><updated>2022-01-06T10:00:00Z</updated><link href="x"/><content type="xhtml"><div xmlns="http://www.w3.org/'
    b'1999/xhtml"><p>Text</p></div></content></entry></feed>',
    "rdf": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="u">'
    b'<title>Desk</title></channel><item rdf:about="u1"><title>Pass</title><link>https://a.example/1</link></item></rdf:RDF>',
    "jsonfeed": b'{"version":"https://jsonfeed.org/version/1.1","title":"Desk","items":[{"id":"1","title":"Pass","content_html":"<p>T</p>",'
    b'"date_published":"2022-01-06T10:00:00Z","authors":[{"name":"J"}],"tags":["a"]}]}',
    "g2": b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="2" xml:lang="en"><itemMeta><pubStatus '
    b'qcode="stat:usable"/><versionCreated>2022-01-06T10:00:00Z</versionCreated><edNote>note</edNote></itemMeta><contentMeta><urgency>3'
    b"</urgency><headline>Pass</headline><slugline>PASS/</slugline><dateline>BONN, Jan 6</dateline></contentMeta><contentSet><inlineXML "
    b'contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Text</p></body></html></inlineXML>'
    b"</contentSet></newsItem>",
    "events": b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:2" version="1"><contentSet><inlineXML><events><event><name>'
    b"Talks</name><eventDetails><dates><start>2022-01-10T09:00:00+01:00</start><duration>PT2H</duration></dates><location><name>Bonn"
    b"</name></location></eventDetails></event></events></inlineXML></contentSet></newsItem>",
    "release": b'<releases><release lang="no" id="r1"><title>Pass reopened</title><leadtext>Lead of it.</leadtext><body>&lt;p&gt;Text &amp;amp; more'
    b"&lt;/p&gt;</body><publicationDate>2022-01-06T10:00:00+01:00</publicationDate><publisher>Office</publisher><version>2</version><killed>false"
    b"</killed><url>https://a.example/1</url><category>war</category><embargo>2022-01-07</embargo></release></releases>",
    "meeting": b'<agenda><meeting uuid="m1"><heading>Talks</heading><content><p>Text</p></content><timeStart>2022-01-10T09:00:00+01:00</timeStart>'
    b"<timeEnd>2022-01-12</timeEnd><location>Bonn</location><source>Office</source><cancelled>no</cancelled></meeting></agenda>",
    "agenda": b'{"_items":[{"guid":"urn:x:3","name":"Talks","definition_short":"Text","definition_long":"More text","dates":{"start":"2022-01-10T09:00:00'
    b'+0000","end":"2022-01-11T10:00:00+0000","tz":"Europe/Vienna","all_day":false},"location":[{"name":"Bonn","formatted_address":"Bonn 1"}],"state":'
    b'"scheduled","event":{"occur_status":{"qcode":"eventoccurstatus:eos5"}}}]}',
    "newsml": b"<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>a</ProviderId><DateId>20220106</DateId><NewsItemId>1</NewsItemId>"
    b'<RevisionId PreviousRevision="0" Update="N">1</RevisionId></NewsIdentifier></Identification><NewsManagement><ThisRevisionCreated>'
    b'20220106T100000Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Pass'
    b'</HeadLine></NewsLines><ContentItem><DataContent><p>Text</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>',
    "nitf": b'<nitf><head><docdata><doc-id id-string="1"/><urgency ed-urg="2"/><date.issue norm="20220106T100000Z"/></docdata></head><body>'
    b"<body.head><hedline><hl1>Pass</hl1></hedline><dateline><location>BONN</location></dateline></body.head><body.content><p>Text</p>"
    b"</body.content></body></nitf>",
    "ninjs": b'{"uri":"urn:x:1","type":"text","version":"1","versioncreated":"2022-01-06T10:00:00Z","pubstatus":"usable","urgency":3,"headline"'
    b':"Pass","body_html":"<p>Text</p>","subject":[{"code":"11","name":"war"}],"place":[{"name":"Bonn"}]}',
    "anpa": b"\x16\x16\x01a0001\x1f-----\r\nr i \x13\x11 BC-Pass 01-06 0100\r\n\x02^BC-Pass<\r\n^Pass reopened<\r\n^By J. DOE=\r\n\tBONN (AP) _ Text of it.\r\n\tMore.\r\n"
    b"\x03AP-NY-01-06-22 1000GMT<\r\n\x04",
    "iptc": b"\x01abc0001 3 pl 30 abc 0001\r\n\x02Pass reopened=\r\n\r\nBonn (abc) - Text of it.\r\n\r\n\x03\r\n061000 Jan 22\r\n\x04",
    "mail": b"From: Desk <d@a.example>\r\nSubject: =?utf-8?q?Pass?=\r\nDate: Thu, 6 Jan 2022 10:00:00 +0000\r\nMessage-ID: <1@a>\r\nMIME-Version: 1.0"
    b'\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: '
    b"quoted-printable\r\n\r\nText=20of it.\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+VDwvcD4=\r\n--b--\r\n",
    "page": ("<!DOCTYPE html><html lang=en><head><title>Pass</title><meta property='article:published_time' content='2022-01-06T10:00:00Z'>"
             f"<link rel=alternate type=application/rss+xml href=/f></head><body><article><h1>Pass</h1><p>{LONG * 3}</p></article></body></html>").encode(),
    "text": b" date 2022-01-06 BONN, January 6. /EXW/. The pass was reopened. Talks go on in Vienna on January 10.\n\nMore of it.\n",
    "calendar": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
    b"TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=X:20220110T090000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n"
    b"SUMMARY:Talks\r\nLOCATION:Bonn\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "packed": gzip.compress(b"<rss><channel><item><title>Pass</title></item></channel></rss>" * 20),
    "dates": "Thu, 06 Jan 2022 10:00:00 GMT\n6 января 2022\n2022/6/28\n06/07/2026\n2022年1月6日\n١٢ كانون الثاني 2022\n1641463200".encode(),
}  # fmt: skip
SCRAPS: tuple[bytes, ...] = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\xed\xa0\x80", b"\r", b"\n\n\n", b"\x16\x01", b"\x02", b"\x03", b"\x1b", b"\x7f"),
    *(b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml", b"?>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<!ENTITY", b"xmlns='u'"),
    *(b"&", b"&#0;", b"&#x110000;", b"&#99999999999999999999;", b"&nbsp;", b"&undefined;", b"&a;", b"&amp;lt;", b"xml:base='http://['"),
    *(b"{", b"}", b"[", b"]", b'"', b"\\", b"\\u0000", b"\\ud800", b"1e999", b"null", b"true", b"-1", b"NaN", b"99999999999999999999999"),
    *(b"--b", b"=?", b"?=", b"=?x?b?", b"=?utf-8?q?=", b"Content-Type: multipart/mixed; boundary=\"\"\r\n", b"charset=undefined", b"base64"),
    *(b"2022-13-45T99:99:99Z", b"0000-00-00", b"9999-12-31T23:59:59-23:59", b"19700101", b"RRULE:FREQ=SECONDLY\r\n", b"TZID=:", b"P99999999D"),
    *(b"<a>" * 3000, b"[" * 3000, b"(" * 3000, b"<p>" * 3000, b"x" * 50_000, b" " * 20_000, b"- " * 5000, b"&lt;" * 3000, b"9" * 9000),
    *("\u202e".encode(), "e\u0301".encode(), "\u2028".encode(), "中文".encode("gb18030"), "Женева".encode("cp1251"), "Genf".encode("utf-16")),
)  # fmt: skip
VALUES: tuple[str, ...] = (
    *(
        "",
        " ",
        "x",
        "0",
        "-1",
        "9" * 40,
        "1e999",
        "NaN",
        "2022-13-45",
        "2022-01-06T10:00:00Z",
        "0001-01-01T00:00:00Z",
        "usable",
        "withheld",
    ),
    *(
        "canceled",
        "urn:x:1",
        "http://[",
        "//",
        "javascript:1",
        "\u202e\u2028",
        "<p>",
        "&amp;lt;b&gt;",
        "مفاوضات",
        "a" * 5000,
        "CORRECTION: ",
        "KILL",
    ),
    *(
        "BONN, January 6. /EXW/. ",
        "{}",
        "[]",
        "true",
        "P1D",
        "en-",
        "\u00ad",
        "\x85",
        "=?utf-8?q?=00?=",
        "By ",
        "(Eds: ",
        "Embargoed until 25:61",
    ),
)
