#include "domain/Hostname.h"

#include <QUrl>

#include <libpsl.h>

#include <array>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Error nameError(const QString &code, const QString &input, QMap<QString, QString> more = {})
{
    more.insert(u"name"_s, input);
    return Error(code, u"name"_s, more);
}

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
}

bool isNumberLabel(QStringView label)
{
    if (label.startsWith(u"0x"_s, Qt::CaseInsensitive)) {
        const auto digits = label.mid(2);
        return std::all_of(digits.begin(), digits.end(), isHexDigit);
    }
    return !label.isEmpty()
        && std::all_of(label.begin(), label.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// Every spelling that an address parser somewhere accepts: dotted, octal, hexadecimal, short ("0x7f.1"), IPv6 with or
// without brackets. No top-level domain is a number, so a numeric last label decides (WHATWG URL, "ends in a number").
bool isAddress(QString text)
{
    if (text.startsWith(u'[') && text.endsWith(u']'))
        return true;
    if (text.count(u':') >= 2) {
        const QString withoutZone = text.section(u'%', 0, 0);
        return std::all_of(withoutZone.begin(), withoutZone.end(),
                           [](QChar c) { return isHexDigit(c) || c == u':' || c == u'.'; });
    }
    if (text.endsWith(u'.'))
        text.chop(1);
    return isNumberLabel(text.section(u'.', -1));
}

bool isLdhLabel(QStringView label)
{
    if (label.isEmpty() || label.startsWith(u'-') || label.endsWith(u'-'))
        return false;
    return std::all_of(label.begin(), label.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

// QUrl::toAce() lets underscores, emoji and broken "xn--" labels pass, so the caller checks the result.
QString toAscii(const QString &text)
{
    if (isAscii(text) && !text.contains(u"xn--"_s, Qt::CaseInsensitive))
        return text.toLower();
    return QString::fromLatin1(QUrl::toAce(text, QUrl::IgnoreIDNWhitelist)).toLower();
}

bool idnaRoundTrips(const QString &ascii)
{
    if (!ascii.contains(u"xn--"_s))
        return true;
    const QString unicode = QUrl::fromAce(ascii.toLatin1(), QUrl::IgnoreIDNWhitelist);
    // A label that stays "xn--" on decoding is not the encoding of anything.
    return !unicode.contains(u"xn--"_s)
        && QString::fromLatin1(QUrl::toAce(unicode, QUrl::IgnoreIDNWhitelist)) == ascii;
}

const psl_ctx_t *publicSuffixList()
{
    // The operating system's list when there is one (it is updated), else the one built into the library. Loaded once.
    static const psl_ctx_t *list = [] {
        psl_ctx_t *latest = psl_latest(nullptr);
        return latest ? latest : psl_builtin();
    }();
    return list;
}

constexpr std::array reservedTopLevels{
    // The service's own list, then special-use names that can never be in public DNS (RFC 7686, RFC 8375, RFC 9476,
    // ICANN's private-use name).
    QLatin1StringView("localhost"), QLatin1StringView("local"),       QLatin1StringView("test"),
    QLatin1StringView("invalid"),   QLatin1StringView("example"),     QLatin1StringView("localdomain"),
    QLatin1StringView("onion"),     QLatin1StringView("internal"),    QLatin1StringView("alt"),
};

bool isReserved(const QString &ascii)
{
    if (ascii == u"home.arpa"_s || ascii.endsWith(u".home.arpa"_s))
        return true;
    const QString last = ascii.section(u'.', -1);
    return std::find(reservedTopLevels.begin(), reservedTopLevels.end(), last) != reservedTopLevels.end();
}

} // namespace

Result<Hostname> Hostname::parse(const QString &input)
{
    QString text = input.trimmed();
    if (text.isEmpty())
        return nameError(u"domain.required"_s, text);
    if (isAddress(text))
        return nameError(u"domain.ip_address"_s, text);
    if (text.contains(u"://"_s) || text.contains(u'/') || text.contains(u'@') || text.contains(u'?')) {
        const QString host = QUrl::fromUserInput(text).host();
        return nameError(u"domain.url"_s, text, {{u"host"_s, host}});
    }
    if (text.startsWith(u"*."_s) || text == u"*"_s)
        return nameError(u"domain.wildcard"_s, text);
    if (text.endsWith(u'.'))
        text.chop(1);

    // Length first where it can be told from the input: the IDNA conversion answers an overlong label with nothing.
    const auto labels = text.split(u'.');
    for (const QString &label : labels) {
        if (isAscii(label) && label.size() > 63)
            return nameError(u"domain.label_too_long"_s, text, {{u"label"_s, label}});
    }
    if (isAscii(text) && text.size() > 253)
        return nameError(u"domain.too_long"_s, text);

    const QString ascii = toAscii(text);
    if (ascii.isEmpty())
        return nameError(u"domain.malformed"_s, text);
    for (const QString &label : ascii.split(u'.')) {
        if (label.size() > 63)
            return nameError(u"domain.label_too_long"_s, text, {{u"label"_s, label}});
        if (!isLdhLabel(label))
            return nameError(u"domain.malformed"_s, text, {{u"label"_s, label}});
    }
    if (ascii.size() > 253)
        return nameError(u"domain.too_long"_s, text);
    if (isAddress(ascii))
        return nameError(u"domain.ip_address"_s, text);
    if (!idnaRoundTrips(ascii))
        return nameError(u"domain.malformed"_s, text);
    return Hostname(ascii);
}

QString Hostname::unicode() const
{
    return QUrl::fromAce(m_ascii.toLatin1(), QUrl::IgnoreIDNWhitelist);
}

qsizetype Hostname::labelCount() const
{
    return isEmpty() ? 0 : m_ascii.count(u'.') + 1;
}

bool Hostname::isUnder(const QString &asciiZone) const
{
    return !asciiZone.isEmpty() && m_ascii.endsWith(u'.' + asciiZone.toLower());
}

QString Hostname::registrableDomain() const
{
    const QByteArray name = m_ascii.toLatin1();
    const char *found = psl_registrable_domain(publicSuffixList(), name.constData());
    return found ? QString::fromLatin1(found) : QString();
}

QString Hostname::labelsBelowRegistrableDomain() const
{
    const QString zone = registrableDomain();
    if (zone.isEmpty() || !isUnder(zone))
        return m_ascii;
    return m_ascii.left(m_ascii.size() - zone.size() - 1);
}

Result<Hostname> parseTrackingHostname(const QString &input, const QString &targetZone)
{
    Result<Hostname> parsed = Hostname::parse(input);
    if (!parsed)
        return parsed;
    const QString &ascii = parsed->ascii();
    if (isReserved(ascii))
        return nameError(u"domain.reserved_tld"_s, ascii, {{u"tld"_s, ascii.section(u'.', -1)}});
    if (parsed->labelCount() < 3)
        return nameError(u"domain.not_subdomain"_s, ascii);
    if (ascii == targetZone.toLower() || parsed->isUnder(targetZone))
        return nameError(u"domain.own_zone"_s, ascii, {{u"zone"_s, targetZone}});
    if (const QString registrable = parsed->registrableDomain(); registrable.isEmpty() || registrable == ascii)
        return nameError(u"domain.apex"_s, ascii);
    return parsed;
}

} // namespace unmta
