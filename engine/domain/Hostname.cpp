#include "domain/Hostname.h"

#include <QRegularExpression>
#include <QUrl>

#include <libpsl.h>

#include <array>
#include <string_view>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

bool isQuote(QChar c)
{
    static const QString quotes = u"\"'`\u00b4\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a"_s;
    return quotes.contains(c);
}

bool isBlank(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
}

// " Here, remove the blank …: track.example.com."; empty where that would not make a host name of it.
QString fixOf(const QString &input)
{
    TypedName typed = readTypedName(input);
    QStringList fixes;
    // The one that may stand there has been taken off.
    if (typed.mistakes.isEmpty() && input.endsWith(u'.'))
        typed.mistakes << TypingMistake::SecondDot;
    if (typed.mistakes.contains(TypingMistake::WholeLine)) {
        // In a zone file the host comes first.
        static const QRegularExpression blanks(u"\\s+"_s);
        typed = readTypedName(input.trimmed().section(blanks, 0, 0));
        fixes << u"enter only the name at its beginning"_s;
    }
    for (const TypingMistake mistake : std::as_const(typed.mistakes))
        fixes << mistakeFix(mistake);
    if (fixes.isEmpty() || !Hostname::parse(typed.name).ok())
        return {};
    return u" Here, %1: %2."_s.arg(fixes.join(u", "_s), typed.name);
}

Error nameError(const QString &code, const QString &input, QMap<QString, QString> more = {})
{
    if (code == u"domain.malformed"_s)
        more.insert(u"fix"_s, fixOf(input));
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
    return !label.isEmpty() && std::all_of(label.begin(), label.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// Every spelling that an address parser somewhere accepts: dotted, octal, hexadecimal, short ("0x7f.1"), IPv6 with or
// without brackets. No top-level domain is a number, so a numeric last label decides (WHATWG URL, "ends in a number").
bool isAddress(QString text)
{
    if (text.startsWith(u'[') && text.contains(u']')) // a port may follow
        return true;
    if (text.count(u':') >= 2) {
        const QString withoutZone = text.section(u'%', 0, 0);
        return std::all_of(withoutZone.begin(), withoutZone.end(),
                           [](QChar c) { return isHexDigit(c) || c == u':' || c == u'.'; });
    }
    text = text.section(u':', 0, 0);
    if (text.endsWith(u'.'))
        text.chop(1);
    return isNumberLabel(text.section(u'.', -1));
}

bool isLdhLabel(QStringView label)
{
    if (label.isEmpty() || label.startsWith(u'-') || label.endsWith(u'-'))
        return false;
    return std::all_of(label.begin(), label.end(),
                       [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; });
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

// UTS 46 lets symbols and punctuation through (emoji and typographic quotes among them), IDNA2008 does not (RFC 5892
// section 2).
bool hasOnlyLettersOfIdna(const QString &unicode)
{
    const auto points = unicode.toUcs4();
    return std::all_of(points.begin(), points.end(), [](char32_t c) {
        constexpr char32_t nonJoiner = 0x200c;
        constexpr char32_t joiner = 0x200d;
        const auto category = QChar::category(c);
        const bool symbol = category >= QChar::Symbol_Math && category <= QChar::Symbol_Other;
        const bool other = category >= QChar::Other_Control && category <= QChar::Other_NotAssigned;
        const bool mark = category >= QChar::Punctuation_Connector && category <= QChar::Punctuation_Other;
        // What the names are made of, and RFC 5892 section 2.6 with its appendix A: middle dots, geresh, gershayim.
        constexpr std::u32string_view allowedMarks = U"-.\u00b7\u05f3\u05f4\u0f0b\u30fb";
        if (mark && allowedMarks.find(c) == std::u32string_view::npos)
            return false;
        return !symbol && (!other || c == joiner || c == nonJoiner);
    });
}

bool idnaRoundTrips(const QString &ascii)
{
    if (!ascii.contains(u"xn--"_s))
        return true;
    const QString unicode = QUrl::fromAce(ascii.toLatin1(), QUrl::IgnoreIDNWhitelist);
    // A label that stays "xn--" on decoding is not the encoding of anything.
    return !unicode.contains(u"xn--"_s) && hasOnlyLettersOfIdna(unicode) &&
           QString::fromLatin1(QUrl::toAce(unicode, QUrl::IgnoreIDNWhitelist)) == ascii;
}

// Whether the IDNA conversion gives up on a label only because its encoding has more than 63 characters: each half on
// its own would do.
bool isTooLongToEncode(const QString &label)
{
    const auto encodes = [](const QString &part) { return !QUrl::toAce(part, QUrl::IgnoreIDNWhitelist).isEmpty(); };
    const qsizetype half = label.size() / 2;
    return half > 0 && !encodes(label) && encodes(label.left(half)) && encodes(label.mid(half));
}

// The host name in a pasted web address, mail address or "host:port"; none when the text is no such thing.
std::optional<QString> hostOfAddress(const QString &text)
{
    static const QRegularExpression form(
        u"\\A(?:[a-z][a-z0-9+.-]*://|//|mailto:)?(?:[^/?#]*@)?([^/?#:@]*)(?::\\d*)?(?:[/?#].*)?\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    const bool address = std::any_of(text.begin(), text.end(), [](QChar c) { return u"/?#@:"_s.contains(c); });
    if (!address)
        return std::nullopt;
    return form.match(text).captured(1);
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
    QLatin1StringView("localhost"), QLatin1StringView("local"),    QLatin1StringView("test"),
    QLatin1StringView("invalid"),   QLatin1StringView("example"),  QLatin1StringView("localdomain"),
    QLatin1StringView("onion"),     QLatin1StringView("internal"), QLatin1StringView("alt"),
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
    if (const auto host = hostOfAddress(text)) {
        const auto usable = parse(*host);
        return nameError(u"domain.url"_s, text, {{u"host"_s, usable ? usable->ascii() : u"track.example.com"_s}});
    }
    // The full stops of UTS 46 that are no ASCII: what a Chinese or Japanese keyboard types.
    for (const QChar stop : {QChar(0x3002), QChar(0xff0e), QChar(0xff61)})
        text.replace(stop, u'.');
    if (text.startsWith(u"*."_s) || text == u"*"_s)
        return nameError(u"domain.wildcard"_s, text);
    if (text.endsWith(u'.'))
        text.chop(1);
    if (text.isEmpty())
        return nameError(u"domain.required"_s, text);

    // Length first where it can be told from the input: the IDNA conversion answers an overlong label with nothing.
    const auto labels = text.split(u'.');
    for (const QString &label : labels) {
        if (isAscii(label) ? label.size() > 63 : isTooLongToEncode(label))
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

TypedName readTypedName(const QString &text)
{
    TypedName typed;
    QString value = text.toLower();
    static const QRegularExpression line(u"\\scname\\s+(\\S.*)$"_s, QRegularExpression::UseUnicodePropertiesOption);
    if (const auto match = line.match(value); match.hasMatch()) {
        typed.mistakes << TypingMistake::WholeLine;
        value = match.captured(1).trimmed();
    }
    const auto drop = [&](TypingMistake mistake, const auto &isOne) {
        const auto before = value.size();
        value.removeIf(isOne);
        if (value.size() != before)
            typed.mistakes << mistake;
    };
    drop(TypingMistake::Quotes, isQuote);
    drop(TypingMistake::Blank, isBlank);
    drop(TypingMistake::Backslash, [](QChar c) { return c == u'\\'; });
    static const QRegularExpression address(u"^(?:[a-z][a-z0-9+.-]*:)?//|[/?#].*$|:[0-9]*(?=/|$)"_s);
    if (value.contains(address)) {
        typed.mistakes << TypingMistake::WebAddress;
        value.remove(address);
    }
    if (value.contains(u".."_s) || value.startsWith(u'.')) {
        typed.mistakes << TypingMistake::SecondDot;
        value = value.split(u'.', Qt::SkipEmptyParts).join(u'.');
    }
    if (value.endsWith(u'.'))
        value.chop(1);
    typed.name = value;
    return typed;
}

QString mistakeText(TypingMistake mistake)
{
    switch (mistake) {
    case TypingMistake::WholeLine:
        return u"it is the whole line of a zone file"_s;
    case TypingMistake::WebAddress:
        return u"it is written as a web address"_s;
    case TypingMistake::Quotes:
        return u"it is in quotation marks"_s;
    case TypingMistake::Backslash:
        return u"it has a backslash in it"_s;
    case TypingMistake::Blank:
        return u"it has a blank in it"_s;
    case TypingMistake::SecondDot:
        break;
    }
    return u"it has a dot too many"_s;
}

QString mistakeFix(TypingMistake mistake)
{
    switch (mistake) {
    case TypingMistake::WholeLine:
        return u"enter only what follows the word CNAME"_s;
    case TypingMistake::WebAddress:
        return u"remove https:// and whatever follows the name"_s;
    case TypingMistake::Quotes:
        return u"remove the quotation marks"_s;
    case TypingMistake::Backslash:
        return u"remove the backslash"_s;
    case TypingMistake::Blank:
        return u"remove the blank before, in or behind the name"_s;
    case TypingMistake::SecondDot:
        break;
    }
    return u"remove the second dot"_s;
}

} // namespace unmta
