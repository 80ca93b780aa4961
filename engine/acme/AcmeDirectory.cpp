#include "acme/AcmeDirectory.h"

#include "acme/AcmeAnswer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace unmta::acme {

outbound::HttpCall callOf(outbound::HttpCall call, const AcmeConfig &config)
{
    call.caFile = config.caFile;
    const QString host = QUrl(call.url).host();
    const bool isDirectorys = !host.isEmpty() && host == QUrl(config.directoryUrl).host();
    call.addresses = isDirectorys ? outbound::AddressPolicy::any() : config.addresses;
    return call;
}

Result<AcmeDirectory> directoryOf(const outbound::HttpReply &reply)
{
    const Result<QJsonObject> object = jsonOf(reply);
    if (!object)
        return object.error();
    AcmeDirectory directory;
    directory.newNonce = object->value(u"newNonce"_s).toString();
    directory.newAccount = object->value(u"newAccount"_s).toString();
    directory.newOrder = object->value(u"newOrder"_s).toString();
    directory.renewalInfo = object->value(u"renewalInfo"_s).toString();
    const QJsonObject meta = object->value(u"meta"_s).toObject();
    for (const auto &identity : meta.value(u"caaIdentities"_s).toArray()) {
        if (!identity.toString().isEmpty())
            directory.caaIdentities << identity.toString();
    }
    directory.profiles = meta.value(u"profiles"_s).toObject().keys();
    directory.isBindingRequired = meta.value(u"externalAccountRequired"_s).toBool();
    if (directory.newNonce.isEmpty() || directory.newAccount.isEmpty() || directory.newOrder.isEmpty())
        return badAnswer(u"incomplete directory"_s).error;
    return directory;
}

std::optional<AcmeAccount> accountOf(const QByteArray &stored, const AcmeConfig &config)
{
    const QJsonObject object = QJsonDocument::fromJson(stored).object();
    if (object.value(u"directory"_s).toString() != config.directoryUrl ||
        object.value(u"eab_kid"_s).toString() != config.eabKid)
        return std::nullopt;
    const Result<EcKey> key = EcKey::fromPem(object.value(u"key"_s).toString().toLatin1());
    if (!key)
        return std::nullopt;
    return AcmeAccount{*key, object.value(u"url"_s).toString(), object.value(u"email"_s).toString()};
}

} // namespace unmta::acme
