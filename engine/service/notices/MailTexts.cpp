#include "service/notices/MailTexts.h"

#include "domain/Hostname.h"
#include "service/notices/NotificationService.h"

#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QTimeZone>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

QString templateOf(const QString &kind)
{
    QFile file(u":/unmta/mail/%1.txt"_s.arg(kind));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// The form for people; the ASCII form beside it where they differ, so that nobody mistakes one host for another.
QString spokenName(const QString &name)
{
    const auto host = Hostname::parse(name);
    if (!host || host->unicode() == host->ascii())
        return name;
    return u"%1 (%2)"_s.arg(host->unicode(), host->ascii());
}

MailValues valuesOf(const Notification &notification)
{
    MailValues values;
    for (auto it = notification.args.begin(); it != notification.args.end(); ++it) {
        const QJsonValue value = it.value();
        QString text = value.isBool() ? (value.toBool() ? u"yes"_s : QString()) : value.toVariant().toString();
        if (it.key().endsWith("_at"_L1)) {
            const auto time = fromIso8601(text);
            text = time ? spokenTime(*time) : QString();
        }
        values.insert(it.key(), text);
    }
    values.insert(u"name"_s, spokenName(notification.domainName));
    values.insert(u"ascii_name"_s, notification.domainName);
    values.insert(u"at"_s, spokenTime(notification.createdAt));
    if (values.value(u"found"_s).isEmpty())
        values.insert(u"found"_s, u"nothing"_s);
    return values;
}

} // namespace

QString spokenTime(TimePoint time)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(toUnixMs(time), QTimeZone::utc());
    return QLocale::c().toString(utc, u"d MMMM yyyy, HH:mm"_s) + u" UTC"_s;
}

MailText mailText(const Notification &notification, const QString &ctl)
{
    MailValues values = valuesOf(notification);
    values.insert(u"ctl"_s, ctl);
    const QString text = templateOf(notification.kind);
    if (!text.isEmpty())
        return renderMail(text, values);
    return renderMail(u"Subject: {sentence}\n\n{sentence}\n"_s, {{u"sentence"_s, notificationSentence(notification)}});
}

MailText digestText(const QList<Notification> &notifications, const QString &ctl)
{
    MailValues values{{u"count"_s, QString::number(notifications.size())}, {u"ctl"_s, ctl}};
    QString rows;
    for (qsizetype i = 0; i < notifications.size(); ++i) {
        const Notification &notification = notifications[i];
        const QString n = QString::number(i);
        values.insert(u"at"_s + n, spokenTime(notification.createdAt));
        values.insert(u"sentence"_s + n, notificationSentence(notification));
        rows += u"| {at%1} | {sentence%1}\n"_s.arg(n);
    }
    return renderMail(templateOf(u"digest"_s).replace("{rows}\n"_L1, rows), values);
}

MailText testText(const QString &relay, TimePoint now)
{
    return renderMail(templateOf(u"test"_s), {{u"relay"_s, relay}, {u"at"_s, spokenTime(now)}});
}

} // namespace unmta
