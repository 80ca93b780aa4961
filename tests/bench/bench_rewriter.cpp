// Speed of rewriting, run by hand: bench_rewriter. One thread; prints megabytes and messages per second, and that the
// time per byte stays the same from 10 kB to 10 MB and on input made to hurt.
#include "rewriter/Corpus.h"

#include "rewriter/LinkRewriter.h"
#include "rewriter/RewriteSnapshot.h"

#include <cstdio>
#include <ctime>

using namespace unmta;
using namespace unmta::rewriter;
using namespace unmta::test;

namespace {

class Bench
{
public:
    Bench()
    {
        m_snapshot.clusterId = "0123abcd";
        m_snapshot.keys = {makeLinkKey(m_random)};
        m_entry = {m_snapshot.clusterId, m_snapshot.keys, "c-0123abcd.zone.example", "links.example.com"};
    }

    // Seconds of CPU per message, the best of several rounds.
    double secondsFor(const QByteArray &message)
    {
        ClusterMinter minter(
            m_entry, "zone.example",
            [](const QByteArray &host) { return host == "links.example.com" ? std::optional(true) : std::nullopt; },
            m_random);
        RewriteContext context;
        context.wantDecisions = false;
        double best = 1e9;
        const int repeat = std::max<int>(1, static_cast<int>(4'000'000 / message.size()));
        for (int round = 0; round < 5; ++round) {
            const std::clock_t begin = std::clock();
            for (int i = 0; i < repeat; ++i)
                m_sink += rewriteMessage(message, {}, context, minter).bytes.size();
            const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
            best = std::min(best, took / repeat);
        }
        return best;
    }

    void report(const char *name, const QByteArray &message)
    {
        const double seconds = secondsFor(message);
        const auto bytes = static_cast<double>(message.size());
        std::printf("%-42s %9.1f kB %9.1f us %8.1f MB/s %10.0f messages/s\n", name, bytes / 1e3, seconds * 1e6,
                    bytes / seconds / 1e6, 1 / seconds);
    }

    [[nodiscard]] qint64 sink() const { return m_sink; }

private:
    SystemRandom m_random;
    RewriteSnapshot m_snapshot;
    ClusterEntry m_entry;
    qint64 m_sink = 0;
};

// What a newsletter looks like: tables with inline styles, a link every kilobyte.
QByteArray newsletter(qsizetype size)
{
    QByteArray html =
        "<!DOCTYPE html><html><head><title>News</title><style>a{color:#06c}</style></head><body bgcolor=\"#fff\">\r\n";
    for (int i = 0; html.size() < size; ++i) {
        html +=
            "<table width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" "
            "style=\"border-collapse:collapse\"><tr>\r\n"
            "<td align=\"left\" valign=\"top\" "
            "style=\"font-family:Arial,sans-serif;font-size:14px;line-height:20px\">\r\n"
            "<p style=\"margin:0 0 12px\">Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy "
            "eirmod\r\n"
            "tempor invidunt ut labore et dolore magna aliquyam erat, sed diam voluptua. At vero eos et accusam et\r\n"
            "justo duo dolores et ea rebum. Stet clita kasd gubergren, no sea takimata sanctus est Lorem ipsum "
            "dolor\r\n"
            "sit amet. Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod tempor.</p>\r\n"
            "<a href=\"https://shop.example.org/item/" +
            QByteArray::number(i) +
            "?utm_source=news&amp;utm_medium=mail\" style=\"color:#0066cc;text-decoration:none\">Read more</a></td>\r\n"
            "</tr></table>\r\n";
    }
    return html + "</body></html>\r\n";
}

QByteArray mail(const QByteArray &html, const char *encoding)
{
    const QByteArray name(encoding);
    const QByteArray body = name == "base64"             ? base64Lines(html)
                            : name == "quoted-printable" ? quotedPrintable(html)
                                                         : html;
    return "From: a@example.org\r\nTo: b@example.net\r\nMessage-ID: <1@example.org>\r\nSubject: news\r\nMIME-Version: "
           "1.0\r\n"
           "Content-Type: multipart/alternative; boundary=xyz\r\n\r\n--xyz\r\nContent-Type: "
           "text/plain\r\n\r\nplain\r\n--xyz\r\n"
           "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: " +
           name + "\r\n\r\n" + body + "\r\n--xyz--\r\n";
}

QByteArray htmlMail(const QByteArray &html)
{
    return "Content-Type: text/html\r\n\r\n" + html;
}

} // namespace

int main()
{
    Bench bench;
    std::puts("ordinary mail");
    for (const char *encoding : {"8bit", "quoted-printable", "base64"}) {
        for (const qsizetype size : {1'500, 10'000, 100'000, 1'000'000, 10'000'000})
            bench.report(encoding, mail(newsletter(size), encoding));
    }
    std::puts("made to hurt");
    const auto repeated = [](const QByteArray &piece, qsizetype size) { return piece.repeated(size / piece.size()); };
    for (const qsizetype size : {10'000, 100'000, 1'000'000, 10'000'000}) {
        bench.report("nested divs", htmlMail(repeated("<div>", size)));
        bench.report("nested svg", htmlMail(repeated("<svg><g>", size)));
        bench.report("unclosed comments", htmlMail(repeated("<!-- -", size)));
        bench.report("unclosed quotes", htmlMail(repeated("<a href=\"", size)));
        bench.report("script escapes", htmlMail("<script>" + repeated("<!--<script>", size)));
        bench.report("raw text starts", htmlMail(repeated("<title><style></styl", size)));
        bench.report("ampersands", htmlMail("<a href=\"http://a.b/?" + repeated("&copy&amp;&#x26", size) + "\">"));
        bench.report("conditional comments",
                     htmlMail(repeated("<!--[if mso]><v:rect href=x><![endif]--><!--[if mso]>", size)));
        bench.report("pixels that are none",
                     htmlMail(repeated("<img src=https://links.example.com/o/AAAAAAAAAAAA.gif>", size)));
        bench.report("less-thans", htmlMail(repeated("<", size)));
        bench.report("links without line ends",
                     htmlMail(repeated("<a href=\"http://a.b/\">" + QByteArray(500, 'x'), size)));
        bench.report("quoted-printable without line ends",
                     "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
                         repeated("<a href=3D\"http://a.b/\">" + QByteArray(500, 'x'), size));
        bench.report("delimiters that are none",
                     "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + repeated("--xy\r\n--\r\n", size));
        bench.report("header fields", repeated("X-Unmta-Meta: a=b\r\n", size) + "\r\n");
        bench.report("header folds", "A: b\r\n" + repeated(" x\r\n", size) + "\r\n");
        bench.report("comments in a header", "Content-Type: text/html" + repeated("((((", size) + "\r\n\r\nx");
    }
    return bench.sink() > 0 ? 0 : 1;
}
