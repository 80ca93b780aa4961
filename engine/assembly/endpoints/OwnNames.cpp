#include "assembly/endpoints/OwnNames.h"

#include <QFile>
#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkInterface>
#include <QRegularExpression>
#include <QSysInfo>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// What this computer calls itself, in full too. Nothing is asked on the network, which may be down at the start.
QStringList ownNames()
{
    const QString host = QSysInfo::machineHostName().toLower();
    QStringList names{host};
    if (const QString domain = QHostInfo::localDomainName().toLower(); !host.contains(u'.') && !domain.isEmpty())
        names << host + u'.' + domain;
    QFile hosts(u"/etc/hosts"_s);
    if (hosts.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : hosts.readAll().split('\n')) {
            const QString text = QString::fromLatin1(line.split('#').first()).simplified().toLower();
            const QStringList aliases = text.split(u' ').mid(1);
            if (aliases.contains(host))
                names << aliases;
        }
    }
    static const QRegularExpression form(u"\\A[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)*\\z"_s);
    return names.filter(form);
}

} // namespace

QStringList ownSubjects(const QString &address)
{
    QStringList subjects = ownNames();
    subjects << u"localhost"_s << u"127.0.0.1"_s << u"::1"_s;
    QHostAddress given(address);
    // "::%eth0" is every address too: the scope does not count.
    const bool isEvery = given == QHostAddress(QHostAddress::AnyIPv4) || given == QHostAddress(QHostAddress::AnyIPv6);
    if (isEvery) {
        for (QHostAddress own : QNetworkInterface::allAddresses()) {
            own.setScopeId({}); // means something on this computer only
            subjects << own.toString();
        }
    } else {
        given.setScopeId({});
        subjects << given.toString();
    }
    subjects.removeDuplicates();
    return subjects;
}

QStringList ownAddresses()
{
    QStringList addresses;
    for (const QHostAddress &own : QNetworkInterface::allAddresses()) {
        if (!own.isLinkLocal())
            addresses << own.toString();
    }
    return addresses;
}

} // namespace unmta
