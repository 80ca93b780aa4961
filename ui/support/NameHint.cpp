#include "support/NameHint.h"

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
    if (labels.size() < 3 || labels.contains(QString()))
        return {NameHints::tr("At least three parts, for example track.example.com."), false};
    return {};
}

} // namespace unmta::ui
