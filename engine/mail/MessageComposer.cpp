#include "mail/MessageComposer.h"

#include "mail/HeaderText.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>
#include <QSet>
#include <QTimeZone>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace unmta::mail {

namespace {

constexpr qsizetype longestDisplayName = 200;

bool isLocalPart(const QString &text)
{
    const auto isForbidden = [](QChar c) {
        return c.unicode() <= 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0) || u"<>()[]\\,;:\"@"_s.contains(c);
    };
    return !text.isEmpty() && text.toUtf8().size() <= 64 && std::none_of(text.begin(), text.end(), isForbidden);
}

bool isDomain(const QString &text)
{
    const auto isAllowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
    };
    return !text.isEmpty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), isAllowed) &&
           !text.startsWith(u'.') && !text.endsWith(u'.') && !text.contains(".."_L1);
}

struct Mailbox
{
    QString name;
    QString address;
};

Mailbox parseMailbox(const QString &text)
{
    Mailbox mailbox;
    const QString trimmed = text.trimmed();
    QString address = trimmed;
    if (trimmed.endsWith(u'>')) {
        const qsizetype open = trimmed.lastIndexOf(u'<');
        if (open < 0)
            return {};
        mailbox.name = trimmed.first(open).trimmed();
        if (mailbox.name.size() >= 2 && mailbox.name.startsWith(u'"') && mailbox.name.endsWith(u'"'))
            mailbox.name = mailbox.name.sliced(1, mailbox.name.size() - 2).replace(u"\\\""_s, u"\""_s);
        mailbox.name = mailbox.name.left(longestDisplayName);
        address = trimmed.sliced(open + 1, trimmed.size() - open - 2);
    }
    const qsizetype at = address.lastIndexOf(u'@');
    if (at <= 0)
        return {};
    const QString local = address.first(at);
    const QString domain = QString::fromLatin1(QUrl::toAce(address.sliced(at + 1))).toLower();
    if (isLocalPart(local) && isDomain(domain))
        mailbox.address = local + u'@' + domain;
    return mailbox;
}

QByteArray encodedMailbox(const Mailbox &mailbox)
{
    if (mailbox.name.isEmpty())
        return mailbox.address.toUtf8();
    return displayName(mailbox.name) + " <" + mailbox.address.toUtf8() + '>';
}

Error badAddress(const QString &text)
{
    return Error(u"mail.bad_address"_s, {}, {{u"address"_s, oneLine(text)}});
}

bool isMessageId(const QString &text)
{
    const auto isAllowed = [](QChar c) {
        return c.unicode() > 0x20 && c.unicode() < 0x7f && c != u'<' && c != u'>' && c != u'"' && c != u'\\';
    };
    return text.count(u'@') == 1 && !text.startsWith(u'@') && !text.endsWith(u'@') && text.size() <= 250 &&
           std::all_of(text.begin(), text.end(), isAllowed);
}

bool isFreeHeader(const QString &name)
{
    static const QSet<QString> taken = {
        u"from"_s,  u"to"_s,         u"cc"_s,           u"bcc"_s,          u"subject"_s,
        u"date"_s,  u"message-id"_s, u"mime-version"_s, u"content-type"_s, u"content-transfer-encoding"_s,
        u"sender"_s};
    const auto isAllowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-';
    };
    return !name.isEmpty() && name.size() <= 60 && std::all_of(name.begin(), name.end(), isAllowed) &&
           !taken.contains(name.toLower());
}

QByteArray dateText(TimePoint date)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(toUnixMs(date), QTimeZone::utc());
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " +0000";
}

QByteArray part(const QByteArray &type, const QString &text)
{
    return "Content-Type: " + type + "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
           quotedPrintable(text);
}

QByteArray body(const Message &message)
{
    if (message.html.isEmpty())
        return part("text/plain", message.text);
    // "=_" cannot occur in quoted-printable; the rest makes the message the same at every try.
    const QByteArray seed = message.messageId.toUtf8();
    const QByteArray boundary = "=_" + QCryptographicHash::hash(seed, QCryptographicHash::Sha256).toHex().first(32);
    return "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n\r\n" + "--" + boundary + "\r\n" +
           part("text/plain", message.text) + "\r\n--" + boundary + "\r\n" + part("text/html", message.html) +
           "\r\n--" + boundary + "--\r\n";
}

} // namespace

QString bareAddress(const QString &mailbox)
{
    return parseMailbox(mailbox).address;
}

Result<QByteArray> composeMessage(const Message &message, TimePoint date)
{
    const Mailbox from = parseMailbox(message.from);
    if (from.address.isEmpty())
        return badAddress(message.from);
    if (message.to.isEmpty())
        return Error(u"mail.no_recipient"_s);
    QList<QByteArray> recipients;
    for (const QString &text : message.to) {
        const Mailbox mailbox = parseMailbox(text);
        if (mailbox.address.isEmpty())
            return badAddress(text);
        recipients.append(encodedMailbox(mailbox));
    }
    if (!isMessageId(message.messageId))
        return Error(u"mail.bad_message_id"_s);

    QByteArray head = "Date: " + dateText(date) + "\r\n" + listHeader("From", {encodedMailbox(from)}) +
                      listHeader("To", recipients) + unstructuredHeader("Subject", message.subject) + "Message-ID: <" +
                      message.messageId.toLatin1() + ">\r\n";
    for (const auto &[name, value] : message.headers) {
        if (!isFreeHeader(name))
            return Error(u"mail.bad_header"_s, {}, {{u"name"_s, oneLine(name)}});
        head += unstructuredHeader(name.toLatin1(), value);
    }
    return head + "MIME-Version: 1.0\r\n" + body(message);
}

} // namespace unmta::mail
