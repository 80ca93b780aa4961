#include "shell/Diagnostics.h"

#include "base/AllSettings.h"
#include "base/Clock.h"
#include "contract/ErrorText.h"
#include "session/Session.h"

#include <QCoreApplication>
#include <QFontInfo>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QScreen>
#include <QSysInfo>

#include <memory>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct Collection
{
    QJsonObject all;
    int missing = 0;
    std::function<void(const QByteArray &)> done;

    void arrived()
    {
        if (--missing == 0)
            done(QJsonDocument(all).toJson(QJsonDocument::Indented));
    }
};

QJsonObject engineFacts(const wire::Server &server)
{
    QJsonArray listeners;
    for (const wire::Listener &each : server.listeners)
        listeners.append(QJsonObject{{u"kind"_s, each.kind}, {u"address"_s, each.address}, {u"port"_s, each.port}});
    return {{u"version"_s, server.version},
            {u"node"_s, server.node},
            {u"target_zone"_s, server.targetZone},
            {u"time"_s, toIso8601(server.time)},
            {u"capabilities"_s, QJsonArray::fromStringList(server.capabilities)},
            {u"listeners"_s, listeners}};
}

QJsonArray domainFacts(const QList<wire::TrackingDomain> &domains)
{
    QJsonArray all;
    for (const wire::TrackingDomain &domain : domains) {
        QJsonObject facts{{u"name"_s, domain.name},
                          {u"status"_s, domain.status == wire::DomainStatus::Active ? u"active"_s : u"pending"_s},
                          {u"strikes"_s, domain.strikes},
                          {u"provider"_s, domain.provider}};
        if (domain.lastCheck) {
            facts.insert(u"check"_s, domain.lastCheck->code);
            facts.insert(u"checked_at"_s, toIso8601(domain.lastCheck->at));
        }
        if (domain.certificate.notAfter)
            facts.insert(u"certificate_until"_s, toIso8601(*domain.certificate.notAfter));
        if (domain.certificate.error)
            facts.insert(u"certificate_error"_s, domain.certificate.error->code);
        all.append(facts);
    }
    return all;
}

} // namespace

QJsonObject consoleFacts()
{
    QJsonArray screens;
    for (const QScreen *screen : QGuiApplication::screens())
        screens.append(
            u"%1×%2 at %3"_s.arg(screen->size().width()).arg(screen->size().height()).arg(screen->devicePixelRatio()));
    const QFontInfo font{QGuiApplication::font()};
    return {{u"version"_s, QStringLiteral(UNMTA_VERSION)},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"system"_s, QSysInfo::prettyProductName()},
            {u"kernel"_s, QString(QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion())},
            {u"processor"_s, QSysInfo::currentCpuArchitecture()},
            {u"platform"_s, QGuiApplication::platformName()},
            {u"locale"_s, QLocale().name()},
            {u"font"_s, u"%1, %2 px"_s.arg(font.family()).arg(font.pixelSize())},
            {u"screens"_s, screens}};
}

QString shareableSetting(const QString &name, const QString &value)
{
    const Setting *row = findSetting(name);
    const bool isPrivate = !row || row->isSecret() || row->type == SettingType::Mailbox ||
                           row->type == SettingType::Mailboxes || name == u"smtp.username" || name == u"acme.eab_kid";
    if (!isPrivate)
        return value;
    return value.isEmpty() ? u"(empty)"_s : u"(set)"_s;
}

void collectDiagnostics(Session &session, QObject *context, std::function<void(const QByteArray &json)> done)
{
    const auto collection = std::make_shared<Collection>();
    collection->done = std::move(done);
    collection->all = {{u"console"_s, consoleFacts()}, {u"domains"_s, domainFacts(session.domains().all())}};
    if (session.server())
        collection->all.insert(u"engine"_s, engineFacts(*session.server()));
    if (!session.isOnline())
        collection->all.insert(u"problem"_s, errorSentence(session.problem()));
    collection->missing = 2;
    session.client().settings(context, [collection](const Result<wire::Settings> &settings) {
        QJsonObject values;
        if (settings) {
            for (auto each = settings->cbegin(); each != settings->cend(); ++each)
                values.insert(each.key(), shareableSetting(each.key(), each.value()));
        } else {
            values.insert(u"error"_s, errorSentence(settings.error()));
        }
        collection->all.insert(u"settings"_s, values);
        collection->arrived();
    });
    session.client().readiness(context, [collection](const Result<wire::Readiness> &readiness) {
        QJsonArray checks;
        if (readiness) {
            // Evidence and fixes of the mail check may name people.
            for (const wire::ReadinessCheck &check : readiness->checks) {
                QJsonObject facts{{u"id"_s, check.id}, {u"state"_s, int(check.state)}};
                if (check.id != u"notices") {
                    facts.insert(u"sentence"_s, check.sentence);
                    facts.insert(u"evidence"_s, check.evidence);
                }
                checks.append(facts);
            }
        } else {
            checks.append(errorSentence(readiness.error()));
        }
        collection->all.insert(u"readiness"_s, checks);
        collection->arrived();
    });
}

} // namespace unmta::ui
