#include "rewriting/RewriteReading.h"

#include <QByteArrayList>
#include <QRegularExpression>
#include <QSet>
#include <QStringDecoder>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxBoundary = 250;

// What a header says of the body behind it.
struct PartFacts
{
    bool isText = true;
    QByteArray encoding;
    QByteArray charset;
    QByteArray boundary;
};

QByteArray parameter(const QByteArray &value, const QString &name)
{
    const QRegularExpression pattern(u";\\s*%1\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;]*))"_s.arg(name),
                                     QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(QString::fromLatin1(value));
    return (match.captured(1) + match.captured(2)).toLatin1();
}

PartFacts factsOf(const QByteArrayList &header)
{
    PartFacts facts;
    for (const QByteArray &field : header) {
        const qsizetype colon = field.indexOf(':');
        const QByteArray name = field.left(colon).trimmed().toLower();
        const QByteArray value = field.mid(colon + 1).trimmed();
        if (name == "content-type") {
            facts.isText = value.toLower().startsWith("text/");
            facts.charset = parameter(value, u"charset"_s);
            facts.boundary = parameter(value, u"boundary"_s).left(maxBoundary);
        } else if (name == "content-transfer-encoding") {
            facts.encoding = value.toLower();
        }
    }
    return facts;
}

QByteArray withoutQuotedPrintable(const QByteArray &body)
{
    QByteArray text;
    text.reserve(body.size());
    const QByteArrayList lines = body.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QByteArray line = lines.at(i);
        const bool hasReturn = line.endsWith('\r');
        if (hasReturn)
            line.chop(1);
        while (line.endsWith(' ') || line.endsWith('\t'))
            line.chop(1);
        const bool isSoft = line.endsWith('=');
        if (isSoft)
            line.chop(1);
        text += QByteArray::fromPercentEncoding(line, '=');
        if (!isSoft && i + 1 < lines.size())
            text += hasReturn ? "\r\n" : "\n";
    }
    return text;
}

QByteArray inUtf8(const QByteArray &text, const QByteArray &charset)
{
    QStringDecoder decoder(charset.isEmpty() ? "utf-8" : charset.constData());
    if (!decoder.isValid())
        return text;
    const QString decoded = decoder(text);
    return decoder.hasError() ? text : decoded.toUtf8();
}

class Reader
{
public:
    explicit Reader(const QByteArray &source)
        : m_source(source)
    {}

    RewriteReading run()
    {
        static const QRegularExpression field(u"^(From |[!-9;-~]+:)"_s);
        if (!field.match(QString::fromLatin1(m_source.left(200))).hasMatch())
            return {m_source, false};
        m_result.text.reserve(m_source.size());
        qsizetype at = readHeader(0);
        while (at < m_source.size()) {
            const qsizetype next = behindLine(at);
            if (isDelimiter(at, next)) {
                finishBody(at);
                m_result.text += m_source.sliced(at, next - at);
                at = readHeader(next);
            } else {
                at = next;
            }
        }
        finishBody(m_source.size());
        return m_result;
    }

private:
    [[nodiscard]] qsizetype behindLine(qsizetype at) const
    {
        const qsizetype newline = m_source.indexOf('\n', at);
        return newline < 0 ? m_source.size() : newline + 1;
    }

    [[nodiscard]] bool isDelimiter(qsizetype begin, qsizetype end) const
    {
        if (end - begin < 3 || m_source.at(begin) != '-' || m_source.at(begin + 1) != '-')
            return false;
        const QByteArray name = m_source.sliced(begin + 2, std::min(end - begin - 2, maxBoundary + 10)).trimmed();
        return m_boundaries.contains(name) || (name.endsWith("--") && m_boundaries.contains(name.chopped(2)));
    }

    qsizetype readHeader(qsizetype at)
    {
        const qsizetype begin = at;
        QByteArrayList header;
        while (at < m_source.size()) {
            const qsizetype next = behindLine(at);
            const QByteArray line = m_source.sliced(at, next - at);
            at = next;
            if (line.trimmed().isEmpty())
                break;
            if ((line.startsWith(' ') || line.startsWith('\t')) && !header.isEmpty())
                header.back() += line;
            else
                header.append(line);
        }
        m_result.text += m_source.sliced(begin, at - begin);
        m_facts = factsOf(header);
        if (!m_facts.boundary.isEmpty())
            m_boundaries.insert(m_facts.boundary);
        m_body = at;
        return at;
    }

    void finishBody(qsizetype end)
    {
        const QByteArray body = m_source.sliced(m_body, end - m_body);
        const bool isBase64 = m_facts.encoding == "base64";
        m_body = end;
        if (!m_facts.isText || body.trimmed().isEmpty() || (!isBase64 && m_facts.encoding != "quoted-printable")) {
            m_result.text += body;
            return;
        }
        m_result.hasDecoded = true;
        m_result.text +=
            inUtf8(isBase64 ? QByteArray::fromBase64(body) : withoutQuotedPrintable(body), m_facts.charset);
        // The line end before a delimiter is the delimiter's.
        if (end < m_source.size() && !m_result.text.endsWith('\n'))
            m_result.text += '\n';
    }

    const QByteArray &m_source;
    RewriteReading m_result;
    PartFacts m_facts;
    QSet<QByteArray> m_boundaries;
    qsizetype m_body = 0;
};

} // namespace

RewriteReading readableSource(const QByteArray &source)
{
    return Reader(source).run();
}

} // namespace unmta::ui
