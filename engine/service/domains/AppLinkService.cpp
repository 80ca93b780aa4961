#include "service/domains/AppLinkService.h"

#include "service/changes/ChangeFeed.h"
#include "service/routing/SnapshotPublisher.h"
#include "store/EngineStore.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Error malformed(const QString &field, const QString &expected)
{
    return Error(u"app_links.malformed"_s, field, {{u"field"_s, field}, {u"expected"_s, expected}});
}

bool matches(const QJsonValue &value, const QRegularExpression &form)
{
    return value.isString() && form.match(value.toString()).hasMatch();
}

// A list with something in it, each of that form.
bool areAll(const QJsonValue &value, const QRegularExpression &form)
{
    const QJsonArray array = value.toArray();
    return !array.isEmpty() &&
           std::all_of(array.begin(), array.end(), [&](const QJsonValue &entry) { return matches(entry, form); });
}

// "ABCDE12345.com.example.shop"
const QRegularExpression &appId()
{
    static const QRegularExpression form(u"\\A[A-Z0-9]{10}\\.[A-Za-z0-9.-]+\\z"_s);
    return form;
}

Result<void> checkApple(const QJsonObject &file)
{
    const QString expectedId = u"give apps as TEAM.BUNDLE, such as ABCDE12345.com.example.shop"_s;
    bool saysSomething = false;
    for (const QString &service : {u"webcredentials"_s, u"appclips"_s}) {
        if (!file.contains(service))
            continue;
        saysSomething = true;
        if (!areAll(file.value(service).toObject().value(u"apps"_s), appId()))
            return malformed(service + u".apps"_s, expectedId);
    }
    if (file.contains(u"applinks"_s)) {
        saysSomething = true;
        const QJsonArray details = file.value(u"applinks"_s).toObject().value(u"details"_s).toArray();
        if (details.isEmpty())
            return malformed(u"applinks.details"_s, u"give a list with an entry for each app"_s);
        for (const auto &entry : details) {
            const QJsonObject app = entry.toObject();
            if (!matches(app.value(u"appID"_s), appId()) && !areAll(app.value(u"appIDs"_s), appId()))
                return malformed(u"applinks.details"_s, expectedId + u", in appID or appIDs"_s);
            const QString paths = app.contains(u"components"_s) ? u"components"_s : u"paths"_s;
            if (app.contains(paths) && !app.value(paths).isArray())
                return malformed(u"applinks.details."_s + paths, u"give a list, such as [{\"/\": \"/c/a/*\"}]"_s);
        }
    }
    if (!saysSomething)
        return malformed(u"applinks"_s, u"give an object with applinks, webcredentials or appclips"_s);
    return {};
}

Result<void> checkAndroid(const QJsonArray &file)
{
    static const QRegularExpression relation(u"\\A[a-z0-9_.]+/[a-z0-9_.]+\\z"_s);
    static const QRegularExpression package(u"\\A[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)+\\z"_s);
    static const QRegularExpression fingerprint(u"\\A([0-9A-F]{2}:){31}[0-9A-F]{2}\\z"_s);
    if (file.isEmpty())
        return malformed(u"relation"_s, u"give a list with a statement for each app"_s);
    for (const auto &entry : file) {
        const QJsonObject statement = entry.toObject();
        if (!areAll(statement.value(u"relation"_s), relation))
            return malformed(u"relation"_s, u"give a list, such as [\"delegate_permission/common.handle_all_urls\"]"_s);
        const QJsonObject target = statement.value(u"target"_s).toObject();
        if (target.value(u"namespace"_s).toString().isEmpty())
            return malformed(u"target.namespace"_s, u"give android_app or web"_s);
        if (target.value(u"namespace"_s).toString() != u"android_app"_s)
            continue;
        if (!matches(target.value(u"package_name"_s), package))
            return malformed(u"target.package_name"_s, u"give the app's package, such as com.example.shop"_s);
        if (!areAll(target.value(u"sha256_cert_fingerprints"_s), fingerprint))
            return malformed(u"target.sha256_cert_fingerprints"_s,
                             u"give SHA-256 fingerprints as 32 pairs of capital hexadecimal digits with colons"_s);
    }
    return {};
}

} // namespace

Result<void> checkAppLinks(AppPlatform platform, const QJsonValue &json)
{
    if (platform == AppPlatform::Apple)
        return json.isObject() ? checkApple(json.toObject()) : malformed(u"applinks"_s, u"give an object"_s);
    return json.isArray() ? checkAndroid(json.toArray()) : malformed(u"relation"_s, u"give a list of statements"_s);
}

Result<QByteArray> AppLinkService::content(const TrackingDomain &domain, AppPlatform platform) const
{
    const auto links = m_store.appLinks.of(domain.fields().id);
    if (!links)
        return links.error();
    if (links->of(platform).isEmpty())
        return notFound();
    return links->of(platform);
}

Result<void> AppLinkService::set(const TrackingDomain &domain, AppPlatform platform, const QByteArray &content,
                                 const QJsonValue &json)
{
    if (auto good = checkAppLinks(platform, json); !good)
        return good;
    if (auto done = m_store.appLinks.set(domain.fields().id, platform, content, m_clock.now()); !done)
        return done;
    tell(domain);
    return {};
}

Result<void> AppLinkService::remove(const TrackingDomain &domain, AppPlatform platform)
{
    if (auto done = m_store.appLinks.remove(domain.fields().id, platform); !done)
        return done.error().code == u"store.not_found"_s ? notFound() : done.error();
    tell(domain);
    return {};
}

void AppLinkService::tell(const TrackingDomain &domain)
{
    m_publisher.appLinksChanged(domain);
    m_feed.add(ChangeKind::Domain, domain.fields().clusterId, domain.fields().name, ChangeAction::Changed);
}

} // namespace unmta
