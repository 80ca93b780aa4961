#include "Corpus.h"

#include <array>

namespace unmta::test {

namespace {

// Pieces of HTML that real templates, real faults and the standard's corners are made of; "@" stands for a link.
constexpr auto pieces = std::to_array<const char *>({
    "<p>Hello, gr\xc3\xbc\xc3\x9f Gott &amp; welcome &lt;you&gt;</p>\r\n",
    "<a @>link</a>",
    "<a class='b' @ target=_blank>two <b>bold</b></a>\r\n",
    "<A @ STYLE=\"color:#fff\">upper</A>",
    "<a\r\n   title='a > b'\r\n   @>lines</a>",
    "<area shape=rect @/>",
    "<a @ @>twice</a>",
    "<a @ data-track=\"off\">not me</a>",
    "<a @ clicktracking=off>nor me</a>",
    "<a name=x>no href</a>",
    "<a href>empty</a>",
    "<a href=''>empty</a>",
    "<a href='mailto:x@example.org?subject=a&amp;body=b'>mail</a>",
    "<a href=\"#top\">top</a>",
    "<!-- comment <a @>hidden</a> -->",
    "<!--[if mso]><table><tr><td><a @>outlook</a></td></tr></table><![endif]-->",
    "<!--[if mso]><v:roundrect xmlns:v=\"urn:x\" @ "
    "arcsize='8%'><w:anchorlock/><center>Go</center></v:roundrect><![endif]-->",
    "<!--[if !mso]><!--><a @>others</a><!--<![endif]-->",
    "<v:rect @>outside</v:rect>",
    "<![if !mso]><a @>others</a><![endif]>",
    "<script>var a = '<a @>';</script>",
    "<script><!-- if (a<b) { '<script>' } </script> <a @>x</a> --></script>",
    "<style>a:hover{color:red} /* <a @> */</style>",
    "<textarea><a @>text</a></textarea>",
    "<title>a <a @></title>",
    "<table><tr><td width=1><a @>cell</a></td></tr></table>\r\n",
    "<table><a @>foster</a><tr><td>x</table>",
    "<div><p><a @>unclosed<div><a @>nested</a>",
    "<b><i></b><a @>misnested</i></a>",
    "<a @><img src='cid:x' alt=\"a'b\"></a>",
    "<img src=http://img.example.org/x.png>",
    "<svg width=1><a @><text>svg</text></a></svg>",
    "<svg><style><a @></style></svg>",
    "<svg><![CDATA[ <a @> ]]></svg>",
    "<math><mi>x</mi></math>",
    "1 < 2 && 3 > 2 <> </> <3",
    "<?php echo '<a @>' ?>",
    "</p></a></b><br/>",
    "<a @ =x \"y'>odd attributes</a>",
    "<a/@/b/>slashes</a>",
    "<font color=red size=2><a @>old</a></font>\r\n",
    "<center>\r\n\r\n  text   with   spaces\t\r\n</center>\r\n",
    "<noscript><a @>no script</a></noscript>",
    "<blink unknown:attr=1><o:p></o:p></blink>",
    "<iframe><a @></iframe>",
    "<pre>\r\nfrom here\r\nFrom there\r\n.\r\n..dots\r\n</pre>",
    "<a @>a very long line of text that goes on and on and on and on and on and on and on and on and on and on</a>",
    "</body>",
    "</body></html>\r\n",
    "<body bgcolor=white>",
});

constexpr auto urls = std::to_array<const char *>({
    "http://example.org/",
    "https://example.org/path?a=1&amp;b=2&amp;c=%3D",
    "http://example.org/?a=1&b=2&copy=3",
    "https://user:pw@example.org:8443/p/#frag",
    "HTTP://EXAMPLE.ORG/Case",
    "http://b\xc3\xbc"
    "cher.example/gr\xc3\xbcn?\xc3\xb6",
    "http://[2001:db8::1]/x[1]",
    "  http://example.org/spaces  ",
    "http://example.org/a&#38;b&#x26;c",
    "https+notrack://example.org/n",
    "//example.org/relative",
    "ftp://example.org/",
    "https://track.example.com/c/already",
    "http:///nohost",
    "tel:+123",
});

constexpr auto types = std::to_array<const char *>(
    {"multipart/mixed", "multipart/alternative", "multipart/related", "multipart/signed", "multipart/x-unknown"});

} // namespace

QByteArray quotedPrintable(const QByteArray &text)
{
    QByteArray result;
    qsizetype column = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (c == '\n' || (c == '\r' && i + 1 < text.size() && text.at(i + 1) == '\n')) {
            result += c;
            column = 0;
            continue;
        }
        const bool atLineEnd = i + 1 == text.size() || text.at(i + 1) == '\r' || text.at(i + 1) == '\n';
        const bool literal = c > ' ' && c <= '~' && c != '=';
        const QByteArray unit = literal || ((c == ' ' || c == '\t') && !atLineEnd)
                                    ? QByteArray(1, c)
                                    : '=' + QByteArray(1, c).toHex().toUpper();
        if (column + unit.size() > 75) {
            result += "=\r\n";
            column = 0;
        }
        result += unit;
        column += unit.size();
    }
    return result;
}

QByteArray base64Lines(const QByteArray &text)
{
    const QByteArray flat = text.toBase64();
    QByteArray result;
    for (qsizetype i = 0; i < flat.size(); i += 76)
        result += flat.mid(i, 76) + "\r\n";
    return result;
}

std::uint32_t Corpus::below(std::uint32_t bound)
{
    m_state += 0x9e3779b97f4a7c15ULL; // splitmix64
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<std::uint32_t>(((z ^ (z >> 31)) >> 32) * bound >> 32);
}

QByteArray Corpus::url()
{
    QByteArray result = urls[below(urls.size())];
    if (!m_noTrack)
        result.replace("+notrack", "");
    if (below(3) == 0)
        result += "x" + QByteArray::number(below(1000));
    return result;
}

QByteArray Corpus::attribute(const QByteArray &value)
{
    static constexpr auto spellings =
        std::to_array<const char *>({"href=\"%\"", "href='%'", "HREF = \"%\"", "href\r\n=\r\n'%'", "href=%"});
    const bool canBeBare = !value.contains(' ');
    return QByteArray(spellings[below(canBeBare ? 5 : 4)]).replace('%', "\1").replace("\1", value);
}

QByteArray Corpus::html()
{
    QByteArray result = below(2) ? "<!DOCTYPE html><html><head><title>t</title></head><body>\r\n" : "";
    const std::uint32_t count = 1 + below(14);
    for (std::uint32_t i = 0; i < count; ++i) {
        QByteArray piece = pieces[below(pieces.size())];
        for (qsizetype at = piece.indexOf('@'); at >= 0; at = piece.indexOf('@', at)) {
            if (piece.mid(at).startsWith("@example")) { // of a mail address
                ++at;
                continue;
            }
            const QByteArray link = attribute(url());
            piece.replace(at, 1, link);
            at += link.size();
        }
        result += piece;
    }
    return below(2) ? result + "</body></html>" : result;
}

QByteArray Corpus::leaf(const QByteArray &type, QByteArray content)
{
    QByteArray head = "Content-Type: " + type + (below(3) ? "; charset=utf-8" : "; charset=\"UTF-8\"") + "\r\n";
    switch (below(4)) {
    case 0:
        head += "Content-Transfer-Encoding: quoted-printable\r\n";
        content = quotedPrintable(content);
        break;
    case 1:
        head += "Content-Transfer-Encoding: base64\r\n";
        content = base64Lines(content);
        break;
    case 2:
        head += "Content-Transfer-Encoding: 8bit\r\n";
        break;
    default:
        break;
    }
    if (below(12) == 0)
        head += "Content-Disposition: attachment; filename=\"x.html\"\r\n";
    return head + "\r\n" + content;
}

QByteArray Corpus::part(int depth)
{
    const std::uint32_t kind = below(10);
    if (depth >= 4 || kind < 4)
        return leaf("text/html", html());
    if (kind < 6)
        return leaf("text/plain", "Hello http://example.org/text\r\nbye\r\n");
    if (kind == 6)
        return "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n" + leaf("text/html", html());
    const QByteArray boundary = "=_" + QByteArray::number(++m_boundary) + (below(2) ? "'()+_,-./:=?" : "");
    QByteArray result = QByteArray("Content-Type: ") + types[below(types.size())] + ";\r\n boundary=\"" + boundary +
                        "\"\r\n\r\n" + (below(3) ? "" : "preamble <a href=http://example.org>\r\n");
    const std::uint32_t children = 1 + below(3);
    for (std::uint32_t i = 0; i < children; ++i)
        result += "--" + boundary + "\r\n" + part(depth + 1) + "\r\n";
    return result + "--" + boundary + "--\r\n" + (below(3) ? "" : "epilogue\r\n");
}

QByteArray Corpus::message()
{
    QByteArray result = "From: a@example.org\r\nTo: b@example.net\r\nMessage-ID: <" +
                        QByteArray::number(below(1u << 30)) +
                        "@example.org>\r\nSubject: a\r\n folded subject\r\nMIME-Version: 1.0\r\n";
    if (below(3) == 0)
        result +=
            "X-Unmta-Meta: a=b\r\nList-Unsubscribe: <https://example.org/u>\r\nX-Unmta-Track: opens,\r\n clicks\r\n";
    result += part(0);
    return below(4) ? result : result.replace("\r\n", "\n");
}

QByteArray Corpus::mutated(QByteArray bytes)
{
    static constexpr auto interesting = std::to_array<const char *>(
        {"<",        ">",       "\"",    "'",       "=",  "&", "--", "\r\n",     "\n",  "\0",  "=\r\n", "<!--", "-->",
         "<a href=", "</body>", "<svg>", "http://", "&#", ";", "\r", "<script>", "]]>", "=3D", ":",     " "});
    const std::uint32_t changes = 1 + below(6);
    for (std::uint32_t i = 0; i < changes && !bytes.isEmpty(); ++i) {
        const auto at = static_cast<qsizetype>(below(static_cast<std::uint32_t>(bytes.size())));
        const auto length = static_cast<qsizetype>(below(20));
        switch (below(6)) {
        case 0:
            bytes[at] = static_cast<char>(below(256));
            break;
        case 1:
            bytes.remove(at, length);
            break;
        case 2:
            bytes.insert(at, interesting[below(interesting.size())]);
            break;
        case 3:
            bytes.insert(
                at, bytes.mid(static_cast<qsizetype>(below(static_cast<std::uint32_t>(bytes.size()))), 4 * length));
            break;
        case 4:
            bytes.truncate(at);
            break;
        default:
            bytes[at] = static_cast<char>(bytes.at(at) ^ (1 << below(7)));
        }
    }
    return bytes;
}

} // namespace unmta::test
