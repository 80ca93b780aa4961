#include "domains/NameHint.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct NameHints
{
    Q_DECLARE_TR_FUNCTIONS(NameHints)
};

// What would be told too early while the name has not all of its parts yet: “my-” becomes “my-track”.
NameHint wholeNameHint(const QStringList &labels)
{
    for (const QString &label : labels) {
        if (label.endsWith(u'-'))
            return {NameHints::tr("No part of a name ends with a hyphen."), true};
    }
    const QString last = labels.back().toLower();
    static const QRegularExpression number(u"^[0-9]+$"_s);
    if (number.match(last).hasMatch())
        return {NameHints::tr("The last part of a name is no number."), true};
    // RFC 6761, 6762, 7686, 8375, 9476, and what networks use by themselves.
    static const QStringList reserved{u"localhost"_s,   u"local"_s, u"test"_s,     u"invalid"_s, u"example"_s,
                                      u"localdomain"_s, u"onion"_s, u"internal"_s, u"alt"_s};
    const bool isHome = last == u"arpa" && labels.at(labels.size() - 2).toLower() == u"home";
    if (isHome || reserved.contains(last)) {
        return {NameHints::tr("Names below .%1 do not exist in the public DNS.").arg(isHome ? u"home.arpa"_s : last),
                true};
    }
    return {};
}

} // namespace

NameHint nameHint(const QString &typed)
{
    QString name = typed.trimmed();
    if (name.isEmpty())
        return {};
    if (name.contains(u"://") || name.contains(u'/')) {
        const QString host = QUrl::fromUserInput(name).host();
        return {host.isEmpty() ? NameHints::tr("Enter a host name, not a web address.")
                               : NameHints::tr("This is a web address. Enter only the host name: %1").arg(host),
                true};
    }
    if (name.contains(u'@'))
        return {NameHints::tr("This is an e-mail address. Enter a host name, for example track.example.com."), true};
    if (name.contains(u'*'))
        return {NameHints::tr("A tracking domain is one host; it cannot be a wildcard."), true};
    static const QRegularExpression other(u"[\\s_,;:?#&%!\"'()<>\\[\\]{}|\\\\]"_s);
    if (const auto match = other.match(name); match.hasMatch()) {
        return {match.captured().trimmed().isEmpty()
                    ? NameHints::tr("A host name has no spaces.")
                    : NameHints::tr("A host name consists of letters, digits and hyphens; “%1” cannot be in it.")
                          .arg(match.captured()),
                true};
    }
    static const QRegularExpression address(u"^\\d+(\\.\\d+){3}$"_s);
    if (address.match(name).hasMatch())
        return {NameHints::tr("This is an IP address. Enter a subdomain that you control."), true};
    if (name.endsWith(u'.'))
        name.chop(1);
    const QStringList labels = name.split(u'.');
    for (const QString &label : labels) {
        if (label.size() > 63)
            return {NameHints::tr("A part of the name is longer than 63 characters."), true};
        if (label.startsWith(u'-'))
            return {NameHints::tr("No part of a name begins with a hyphen."), true};
    }
    if (name.contains(u".."))
        return {NameHints::tr("Two dots follow each other."), true};
    // Perhaps it is meant to be all of it: example.com.
    if (labels.size() == 2 && (labels.at(1).size() == 2 || labels.at(1).size() == 3)) {
        return {NameHints::tr("At least three parts: take a name below %1, for example track.%1.").arg(name), false};
    }
    if (labels.size() < 3 || labels.contains(QString()))
        return {NameHints::tr("At least three parts, for example track.example.com."), false};
    return wholeNameHint(labels);
}

} // namespace unmta::ui
