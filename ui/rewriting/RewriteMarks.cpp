#include "rewriting/RewriteMarks.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int missesAllowed = 24; // each costs a search through the rest of the text
constexpr qsizetype longestReference = 10;

// A text as it reads when decoded, with the way back to where each character stands in the source.
struct Reading
{
    QString text;
    std::vector<int> at; // of every character of `text`, and of the end
    int misses = 0;

    void append(QChar character, qsizetype from)
    {
        text.append(character);
        at.push_back(int(from));
    }
    [[nodiscard]] qsizetype indexOf(int position) const
    {
        return std::lower_bound(at.begin(), at.end(), position) - at.begin();
    }
};

int hexValue(QChar digit)
{
    const char16_t c = digit.unicode();
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    const char16_t letter = c | 0x20;
    return letter >= u'a' && letter <= u'f' ? letter - u'a' + 10 : -1;
}

// Quoted-printable (RFC 2045 section 6.7): bytes become characters of the same number.
Reading withoutQuotedPrintable(const QString &source)
{
    Reading reading;
    reading.text.reserve(source.size());
    reading.at.reserve(std::size_t(source.size()) + 1);
    for (qsizetype i = 0; i < source.size(); ++i) {
        if (source.at(i) == u'=' && i + 1 < source.size() && source.at(i + 1) == u'\n') {
            ++i; // a soft line break
        } else if (source.at(i) == u'=' && i + 2 < source.size() && hexValue(source.at(i + 1)) >= 0 &&
                   hexValue(source.at(i + 2)) >= 0) {
            reading.append(QChar(hexValue(source.at(i + 1)) * 16 + hexValue(source.at(i + 2))), i);
            i += 2;
        } else {
            reading.append(source.at(i), i);
        }
    }
    reading.at.push_back(int(source.size()));
    return reading;
}

Reading asItIs(const QString &source)
{
    Reading reading;
    reading.text = source;
    reading.at.resize(std::size_t(source.size()) + 1);
    for (std::size_t i = 0; i < reading.at.size(); ++i)
        reading.at[i] = int(i);
    return reading;
}

// The character that "&…;" stands for, as far as addresses have them; null: none.
QChar referenced(QStringView name)
{
    if (name == u"amp")
        return u'&';
    if (name == u"quot")
        return u'"';
    if (!name.startsWith(u'#'))
        return {};
    const bool isHex = name.size() > 1 && (name.at(1) == u'x' || name.at(1) == u'X');
    bool ok = false;
    const uint code = name.mid(isHex ? 2 : 1).toUInt(&ok, isHex ? 16 : 10);
    return ok && code > 0 && code < 0xd800 ? QChar(char16_t(code)) : QChar();
}

Reading withoutReferences(const Reading &from)
{
    Reading reading;
    reading.text.reserve(from.text.size());
    reading.at.reserve(from.at.size());
    for (qsizetype i = 0; i < from.text.size(); ++i) {
        QChar character = from.text.at(i);
        qsizetype length = 1;
        if (character == u'&') {
            const qsizetype end = QStringView(from.text).mid(i, longestReference).indexOf(u';');
            const QChar meant = end > 0 ? referenced(QStringView(from.text).mid(i + 1, end - 1)) : QChar();
            if (!meant.isNull()) {
                character = meant;
                length = end + 1;
            }
        }
        reading.append(character, from.at[std::size_t(i)]);
        i += length - 1;
    }
    reading.at.push_back(from.at.back());
    return reading;
}

// Whether it is all that an `href=` says: an address elsewhere is not the link's.
bool isWholeHref(QStringView text, qsizetype begin, qsizetype end)
{
    const QChar next = end < text.size() ? text.at(end) : u'"';
    if (!next.isSpace() && next != u'"' && next != u'\'' && next != u'>')
        return false;
    QStringView before = text.first(begin).last(std::min<qsizetype>(begin, 16));
    while (!before.isEmpty() && (before.back().isSpace() || before.back() == u'"' || before.back() == u'\''))
        before.chop(1);
    if (before.isEmpty() || before.back() != u'=')
        return false;
    before.chop(1);
    return before.trimmed().endsWith(u"href", Qt::CaseInsensitive);
}

TextMark find(Reading &reading, const QString &address, int from, bool inHref)
{
    for (qsizetype at = reading.indexOf(from); reading.misses < missesAllowed; ++at) {
        at = reading.text.indexOf(address, at);
        if (at < 0) {
            ++reading.misses;
            break;
        }
        if (inHref && !isWholeHref(reading.text, at, at + address.size()))
            continue;
        const int begin = reading.at[std::size_t(at)];
        return {begin, reading.at[std::size_t(at + address.size())] - begin, -1, false};
    }
    return {};
}

// The pixel's address is not told, but there is only one like it.
TextMark findPixel(Reading &reading, const QString &host)
{
    const QString path = u"://"_s + host + u"/o/"_s;
    const qsizetype at = reading.text.lastIndexOf(path);
    const qsizetype begin = at < 0 ? -1 : reading.text.lastIndexOf(u"http"_s, at);
    const qsizetype end = at < 0 ? -1 : reading.text.indexOf(u".gif"_s, at);
    if (begin < 0 || end < 0 || at - begin > 5)
        return {};
    const int from = reading.at[std::size_t(begin)];
    return {from, reading.at[std::size_t(end + 4)] - from, -1, true};
}

} // namespace

QList<TextMark> findMarks(const QString &text, const wire::RewritePreview &preview, RewriteSide side)
{
    Reading plain = withoutReferences(asItIs(text));
    Reading quoted = withoutReferences(withoutQuotedPrintable(text));
    QHash<QString, bool> isHtml;
    for (const wire::RewritePart &part : preview.parts)
        isHtml.insert(part.part, part.type == u"text/html");
    QList<TextMark> marks;
    int from = 0;
    for (int i = 0; i < preview.links.size(); ++i) {
        const wire::RewriteLink &link = preview.links.at(i);
        const QString address = side == RewriteSide::Rewritten && link.tracked ? link.newUrl : link.url;
        if (address.isEmpty())
            continue;
        const bool inHref = isHtml.value(link.part, true);
        TextMark mark = find(plain, address, from, inHref);
        const TextMark other = find(quoted, QString::fromLatin1(address.toUtf8()), from, inHref);
        if (mark.length == 0 || (other.length > 0 && other.begin < mark.begin))
            mark = other;
        if (mark.length == 0)
            continue;
        mark.link = i;
        mark.tracked = link.tracked;
        marks.append(mark);
        from = mark.begin + mark.length;
    }
    if (side == RewriteSide::Rewritten && preview.pixel) {
        TextMark pixel = findPixel(plain, preview.trackingHost);
        if (pixel.length == 0)
            pixel = findPixel(quoted, preview.trackingHost);
        const auto place = std::find_if(marks.begin(), marks.end(),
                                        [&pixel](const TextMark &mark) { return mark.begin > pixel.begin; });
        if (pixel.length > 0)
            marks.insert(place, pixel);
    }
    return marks;
}

} // namespace unmta::ui
