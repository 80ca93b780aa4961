#include "ui/FakeEngine.h"

#include "ui/ReadinessSamples.h"
#include "ui/engine/FakeAnswers.h"

namespace unmta::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace answers;
using wire::ChangeAction;
using wire::CheckOutcome;
using wire::DomainStatus;

wire::Check makeCheck(const wire::TrackingDomain &domain, TimePoint at, CheckOutcome outcome, const QString &code,
                      const QString &found, const QString &message, const QString &hint)
{
    wire::Check check;
    check.at = at;
    check.outcome = outcome;
    check.code = code;
    check.confirmed = outcome != CheckOutcome::Unknown;
    check.expected = domain.record.value;
    check.found = found;
    check.chain = found.isEmpty() ? QStringList{domain.name} : QStringList{domain.name, found};
    check.message = message;
    check.hint = hint;
    check.provider = u"cloudflare"_s;
    const QString answer = found.isEmpty() ? u"no such name"_s : u"CNAME %1"_s.arg(found);
    check.servers = {{u"resolver"_s, u"127.0.0.53"_s, u"resolver"_s, code, answer, 300},
                     {u"ada.ns.cloudflare.com"_s, u"173.245.58.100"_s, u"authoritative"_s, code, answer, 300},
                     {u"bob.ns.cloudflare.com"_s, u"173.245.59.104"_s, u"authoritative"_s, code, answer, 300}};
    return check;
}

FakeEngine::FakeEngine()
    : clusterId(u"a1b2c3d4"_s)
{
    clusters = {{clusterId, u"newsletter"_s, u"c-a1b2c3d4.track.unmta.net"_s, std::nullopt,
                 u"c-a1b2c3d4.track.unmta.net"_s, clock.now()}};
    settings = {{u"edge.target_zone"_s, u"track.unmta.net"_s},
                {u"edge.https_policy"_s, u"optional"_s},
                {u"dns.resolvers"_s, u"system"_s},
                {u"monitor.interval"_s, u"24h"_s},
                {u"monitor.auto_verify"_s, u"on"_s},
                {u"certificates.issuer"_s, u"acme"_s},
                {u"acme.directory"_s, u"https://acme-v02.api.letsencrypt.org/directory"_s},
                {u"acme.email"_s, u"postmaster@example.com"_s},
                {u"notify.to"_s, QString()},
                {u"smtp.url"_s, QString()},
                {u"events.retention"_s, u"90d"_s},
                {u"privacy.ip"_s, u"truncated"_s}};
    readiness = test::readiness::allReady(clock.now());
}

FakeTransport::Handler FakeEngine::handler()
{
    return [this](const ApiRequest &request, const Respond &respond) { handle(request, respond); };
}

wire::TrackingDomain &FakeEngine::addDomain(const QString &name, bool wantsDefault)
{
    wire::TrackingDomain domain;
    domain.id = ++m_lastId;
    domain.clusterId = clusterId;
    domain.name = QString::fromLatin1(QUrl::toAce(name));
    domain.unicodeName = QUrl::fromAce(domain.name.toLatin1());
    domain.defaultOnVerify = wantsDefault;
    const qsizetype dot = domain.name.indexOf(u'.');
    domain.record = {u"CNAME"_s, domain.name,
                     u"v-%1%2.track.unmta.net"_s.arg(0x9f3c0a61d2b84e7fULL + quint64(domain.id) * 0x9e3779b9ULL, 0, 16)
                         .arg(u"5a1c"_s),
                     domain.name.left(dot), domain.name.mid(dot + 1)};
    domain.createdAt = clock.now();
    domain.nextCheckAt = clock.now() + 1min;
    domains.append(domain);
    return domains.back();
}

wire::TrackingDomain &FakeEngine::addActive(const QString &name, qint64 opens)
{
    wire::TrackingDomain &domain = addDomain(name);
    const TimePoint now = clock.now();
    domain.status = DomainStatus::Active;
    domain.createdAt = now - 24h * 21;
    domain.verifiedAt = domain.createdAt + 2h;
    domain.nextCheckAt = now + 22h;
    domain.certificate = {
        wire::CertificateState::Valid, u"acme"_s, u"CN=R11,O=Let's Encrypt,C=US"_s, now + 24h * 72, now + 24h * 38, {}};
    opensPerDay.insert(domain.name, opens);
    domain.activity7d = {opens * 7, opens};
    for (int day = 0; day < 3; ++day)
        history[domain.name].append(makeCheck(domain, now - 2h - 24h * day, CheckOutcome::Match, u"ok"_s,
                                              domain.record.value, u"The record is correct."_s, {}));
    domain.lastCheck = history[domain.name].front();
    return domain;
}

wire::TrackingDomain *FakeEngine::find(const QString &name)
{
    for (wire::TrackingDomain &domain : domains) {
        if (domain.name == name)
            return &domain;
    }
    return nullptr;
}

void FakeEngine::change(ChangeKind kind, const QString &subject, ChangeAction action)
{
    const wire::TrackingDomain *domain = find(subject);
    m_changes.append({m_changes.size() + 1, kind, domain ? domain->clusterId : clusterId, subject, action});
    if (const auto poll = std::exchange(m_poll, nullptr))
        poll();
}

void FakeEngine::touch(const QString &name, ChangeKind kind)
{
    change(kind, name, ChangeAction::Changed);
}

void FakeEngine::remove(const QString &name)
{
    domains.removeIf([&name](const wire::TrackingDomain &each) { return each.name == name; });
    refreshCluster();
    change(ChangeKind::Domain, name, ChangeAction::Removed);
}

void FakeEngine::notify(const QString &kind, const QString &domain, const QString &message)
{
    const wire::TrackingDomain *about = find(domain);
    notifications.prepend({++m_lastId, clock.now(), kind, about ? about->clusterId : clusterId, domain, message});
    change(ChangeKind::Notification, domain, ChangeAction::Added);
}

void FakeEngine::setMonitor(const wire::Monitor &state)
{
    monitor = state;
    change(ChangeKind::Monitor, monitor.reason, ChangeAction::Changed);
}

void FakeEngine::deleteOldestEvent()
{
    events.removeFirst();
    change(ChangeKind::Events, clusterId, ChangeAction::Removed);
}

void FakeEngine::addEvent(wire::EventType type, const QString &host, const QString &recipient, const QString &url)
{
    wire::Event event;
    event.eventId = QString::number(++m_lastId);
    event.type = type;
    event.timestamp = clock.now();
    event.clusterId = clusterId;
    event.trackingHost = host;
    event.recipient = recipient;
    event.messageId = u"m-%1@mail.example.com"_s.arg(m_lastId);
    event.url = url;
    event.ip = u"192.0.2.0"_s;
    event.userAgent = u"Mozilla/5.0"_s;
    events.append(event);
    change(ChangeKind::Activity, host, ChangeAction::Changed);
}

void FakeEngine::holdVerification(bool hold)
{
    m_hold = hold;
    if (!hold) {
        if (const auto held = std::exchange(m_held, nullptr))
            held();
    }
}

wire::Check FakeEngine::lookUp(const wire::TrackingDomain &domain) const
{
    if (const auto scripted = m_checks.constFind(domain.name); scripted != m_checks.cend())
        return *scripted;
    for (const wire::DnsRecord &record : records) {
        if (record.name != domain.name || record.type != u"CNAME")
            continue;
        if (record.value == domain.record.value)
            return makeCheck(domain, clock.now(), CheckOutcome::Match, u"ok"_s, record.value,
                             u"The record is correct."_s, {});
        return makeCheck(domain, clock.now(), CheckOutcome::Changed, u"wrong_target"_s, record.value,
                         u"The record exists, but leads to another host."_s,
                         u"Edit the existing CNAME %1 at Cloudflare and replace its target with the value below."_s.arg(
                             domain.record.label));
    }
    return makeCheck(domain, clock.now(), CheckOutcome::Changed, u"not_created"_s, {},
                     u"There is no record named %1 yet."_s.arg(domain.name),
                     u"Add the CNAME record below at the provider of %1, then verify again."_s.arg(domain.record.zone));
}

void FakeEngine::handle(const ApiRequest &request, const Respond &respond)
{
    if (request.method == Method::Get)
        asked << request.path.mid(7);
    if (tokenRefusal)
        return respond(refusal(401, *tokenRefusal));
    if (isReadOnly && (request.method != Method::Get || request.path.endsWith(u"/tokens"_s)))
        return respond(refusal(403, Error(u"auth.forbidden"_s, {}, {{u"scope"_s, u"admin"_s}})));
    if (const auto answer = also ? also(request) : std::nullopt)
        return respond(*answer);
    QStringList path = request.path.mid(8).split(u'/');
    for (QString &segment : path)
        segment = QUrl::fromPercentEncoding(segment.toUtf8());
    const QString top = path.value(0);
    if (top == u"server") {
        respond(reply(
            wire::toJson(wire::Server{u"0.1.0"_s,
                                      u"k7qd2m"_s,
                                      {{u"http"_s, u"0.0.0.0"_s, httpPort}, {u"https"_s, u"0.0.0.0"_s, httpsPort}},
                                      capabilities,
                                      u"e1"_s,
                                      clock.now(),
                                      settings.value(u"edge.target_zone"_s),
                                      std::nullopt,
                                      isReadOnly ? wire::Access{u"watch"_s, {u"read"_s}, {}, {}} : access})));
    } else if (top == u"clusters") {
        handleCluster(path, request, respond);
    } else if (top == u"changes") {
        changes(request, respond);
    } else if (top == u"settings" && path.value(1) == u"test") {
        const QJsonObject body = bodyOf(request);
        wire::SettingsTestInput wish{body.value(u"what"_s).toString(), {}, body.value(u"to"_s).toString()};
        const QJsonObject values = body.value(u"settings"_s).toObject();
        for (auto it = values.begin(); it != values.end(); ++it)
            wish.settings.insert(it.key(), it.value().toString());
        trials << wish;
        respond(trialRefusal ? refusal(422, *trialRefusal) : reply(wire::toJson(trial)));
    } else if (top == u"settings") {
        if (request.method == Method::Patch) {
            const QJsonObject body = bodyOf(request);
            if (settingsRefusal)
                return respond(refusal(422, *settingsRefusal));
            if (body.value(u"monitor.interval"_s).toString() == u"soon")
                return respond(refusal(422, Error(u"duration.malformed"_s, u"monitor.interval"_s)));
            if (body.value(u"edge.target_zone"_s).toString(u"a.b"_s).count(u'.') == 0)
                return respond(refusal(422, Error(u"settings.invalid"_s, u"edge.target_zone"_s,
                                                  {{u"name"_s, u"edge.target_zone"_s},
                                                   {u"value"_s, body.value(u"edge.target_zone"_s).toString()},
                                                   {u"expected"_s, u"give a DNS zone such as track.example.net"_s}})));
            for (auto it = body.begin(); it != body.end(); ++it)
                settings.insert(it.key(), it.value().toString());
            change(ChangeKind::Settings, {}, ChangeAction::Changed);
        }
        QJsonObject all;
        for (auto it = settings.cbegin(); it != settings.cend(); ++it)
            all.insert(it.key(), it.value());
        respond(reply(all));
    } else if (top == u"notifications") {
        const qsizetype page = 50;
        respond(reply(arrayOf(notifications.mid(0, page)), 200,
                      {{u"next"_s, notifications.size() > page ? QJsonValue(u"50"_s) : QJsonValue()}}));
    } else if (top == u"monitor") {
        if (path.value(1) == u"release" && monitor.state != u"held")
            return respond(refusal(409, Error(u"monitor.not_held"_s)));
        if (path.value(1) == u"release") {
            ++released;
            setMonitor({u"running"_s, {}, {}, {}, {}, {}});
        }
        respond(reply(wire::toJson(monitor)));
    } else if (top == u"readiness") {
        handleReadiness(path, respond);
    } else if (top == u"tokens") {
        handleTokens(path, request, respond);
    } else if (top == u"links") {
        const QString url = bodyOf(request).value(u"url"_s).toString();
        wire::Inspection unknown;
        unknown.message = errorSentence(Error(u"link.not_genuine"_s));
        respond(reply(wire::toJson(inspections.value(url, unknown))));
    } else if (top == u"sandbox" && path.value(1) == u"dns-records") {
        handleRecords(request, respond);
    } else if (top == u"sandbox" && path.value(1) == u"mail") {
        respond(reply(arrayOf(mails)));
    } else if (top == u"sandbox" && path.value(1) == u"recipients") {
        const auto input = wire::fromJson<wire::SandboxAudienceInput>(bodyOf(request), wire::UnknownFields::Refuse);
        audiences << *input;
        respond(reply(wire::toJson(wire::SandboxAudience{input->recipients, 1, 1})));
        addEvent(wire::EventType::Open, input->trackingHost, u"reader0001@inbox.example"_s);
        addEvent(wire::EventType::Click, input->trackingHost, u"reader0001@inbox.example"_s,
                 u"https://shop.example.com/offer"_s);
    } else if (top == u"sandbox") {
        clock.advance(24h);
        respond(reply(wire::toJson(wire::ClockState{clock.now()})));
    } else {
        respond(notFound());
    }
}

QList<wire::Cluster> FakeEngine::countedClusters() const
{
    QList<wire::Cluster> counted = clusters;
    for (wire::Cluster &cluster : counted) {
        cluster.downgraded = std::count_if(domains.begin(), domains.end(), [&cluster](const auto &domain) {
            return domain.clusterId == cluster.id && domain.downgradedAt;
        });
    }
    return counted;
}

void FakeEngine::handleCluster(const QStringList &path, const ApiRequest &request, const Respond &respond)
{
    if (path.size() == 1 && request.method == Method::Get)
        return respond(reply(arrayOf(countedClusters())));
    if (path.size() == 1) {
        const QString name = bodyOf(request).value(u"name"_s).toString();
        for (const wire::Cluster &cluster : clusters) {
            if (cluster.name == name)
                return respond(refusal(422, Error(u"cluster.duplicate"_s, u"name"_s, {{u"name"_s, name}})));
        }
        const QString id = u"c%1"_s.arg(++m_lastId, 7, 10, QLatin1Char('0'));
        clusters.append({id, name, u"c-%1.track.unmta.net"_s.arg(id), std::nullopt, {}, clock.now()});
        change(ChangeKind::Cluster, id, ChangeAction::Added);
        return respond(reply(wire::toJson(clusters.back()), 201));
    }
    if (path.value(2) == u"webhooks")
        return handleWebhooks(path.sliced(3), request, respond);
    if (path.value(2) == u"bots")
        return respond(botTestRefusal ? refusal(503, *botTestRefusal) : reply(wire::toJson(botTest)));
    if (path.value(2) == u"events")
        return handleEvents(path, request, respond);
    if (path.value(2).startsWith(u"rewrite"_s))
        return handleRewriting(path.value(2), request, respond);
    if (path.value(2) != u"tracking-domains")
        return respond(notFound());
    if (path.value(3) == u"bulk")
        return handleBulk(path, request, respond);
    if (path.size() > 3)
        return handleDomain(path, request, respond);
    if (request.method == Method::Post)
        return add(request, respond);
    QList<wire::TrackingDomain> mine;
    for (const wire::TrackingDomain &domain : domains) {
        if (domain.clusterId == path.value(1))
            mine.append(domain);
    }
    const qsizetype from = request.query.queryItemValue(u"after"_s).toInt();
    const qsizetype end = from + domainsPage;
    respond(reply(arrayOf(mine.mid(from, domainsPage)), 200,
                  {{u"next"_s, end < mine.size() ? QJsonValue(QString::number(end)) : QJsonValue()}}));
}

// What single calls would have answered.
void FakeEngine::handleBulk(const QStringList &path, const ApiRequest &request, const Respond &respond)
{
    const auto input = wire::fromJson<wire::BulkInput>(bodyOf(request), wire::UnknownFields::Refuse);
    bulks << *input;
    QList<wire::BulkOutcome> outcomes;
    for (const QString &name : input->names) {
        ApiRequest single = request;
        QStringList where = path.mid(0, 3);
        single.body = {};
        if (input->action == wire::BulkAction::Add)
            single.body = QJsonDocument(QJsonObject{{u"name"_s, name}}).toJson();
        else
            where << name;
        if (input->action == wire::BulkAction::Verify)
            where << u"verify"_s;
        if (input->action == wire::BulkAction::Delete)
            single.method = Method::Delete;
        handleCluster(where, single, [&outcomes, &name](const ApiResponse &answer) {
            wire::BulkOutcome outcome{name, answer.status, {}, {}, {}};
            const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
            const QJsonObject data = body.value(u"data"_s).toObject();
            const QJsonObject domain = data.contains(u"domain"_s) ? data.value(u"domain"_s).toObject() : data;
            if (answer.status >= 400)
                outcome.error = *wire::fromJson<wire::Failure>(body, wire::UnknownFields::Ignore);
            else if (!domain.isEmpty())
                outcome.domain = *wire::fromJson<wire::TrackingDomain>(domain, wire::UnknownFields::Ignore);
            if (data.contains(u"check"_s))
                outcome.check = *wire::fromJson<wire::Check>(data.value(u"check"_s), wire::UnknownFields::Ignore);
            outcomes << outcome;
        });
    }
    respond(reply(arrayOf(outcomes)));
}

void FakeEngine::handleDomain(const QStringList &path, const ApiRequest &request, const Respond &respond)
{
    const QString name = path.value(3);
    const QString what = path.value(4);
    wire::TrackingDomain *domain = find(name);
    if (!domain)
        return respond(notFound());
    if (what == u"verify")
        return verify(name, respond);
    if (what == u"checks")
        return respond(reply(arrayOf(history.value(name))));
    if (what == u"timeline") {
        const auto all = timeline(*domain);
        const qsizetype from = queryOf(request, u"after"_s).toLongLong();
        const qsizetype end = from + timelinePage;
        return respond(reply(arrayOf(all.mid(from, timelinePage)), 200,
                             {{u"next"_s, end < all.size() ? QJsonValue(QString::number(end)) : QJsonValue()}}));
    }
    if (what == u"activity")
        return respond(reply(activity(name, request)));
    if (what == u"default") {
        const bool wanted = request.method == Method::Put;
        if (wanted && domain->status == DomainStatus::Pending)
            return respond(refusal(409, Error(u"domain.pending"_s, {}, {{u"name"_s, name}})));
        setDefault(*domain, wanted);
        return respond(reply(wire::toJson(*domain)));
    }
    if (what == u"app-links"_s) {
        const QString platform = path.value(5);
        if (request.method == Method::Put) {
            const QJsonDocument file = QJsonDocument::fromJson(request.body);
            if (file.isNull() || file.isArray() != (platform == u"android"_s))
                return respond(
                    refusal(422, Error(u"app_links.malformed"_s, {}, {{u"expected"_s, u"a JSON object"_s}})));
            appLinks.insert(platform, file.isArray() ? QJsonValue(file.array()) : QJsonValue(file.object()));
        } else if (request.method == Method::Delete) {
            appLinks.remove(platform);
            return respond(done());
        }
        return respond(appLinks.contains(platform) ? reply(appLinks.value(platform)) : notFound());
    }
    if (request.method == Method::Delete) {
        remove(name);
        return respond(done());
    }
    respond(reply(wire::toJson(*domain)));
}

QList<wire::TimelineEntry> FakeEngine::timeline(const wire::TrackingDomain &domain) const
{
    QList<wire::TimelineEntry> entries;
    for (const wire::Check &check : history.value(domain.name))
        entries.append({check.at, u"check"_s, check.code, check.message, 1, {}, {}});
    entries += happened.value(domain.name);
    if (domain.verifiedAt)
        entries.append(
            {*domain.verifiedAt, u"status"_s, u"domain.verified"_s, domain.name + u" is verified."_s, 1, {}, {}});
    entries.append({domain.createdAt, u"operator"_s, u"domain.added"_s, u"Added by console."_s, 1, {}, {}});
    return entries;
}

void FakeEngine::add(const ApiRequest &request, const Respond &respond)
{
    const auto input = wire::fromJson<wire::TrackingDomainInput>(bodyOf(request), wire::UnknownFields::Refuse);
    const QString name = QString::fromLatin1(QUrl::toAce(input->name));
    const QMap<QString, QString> values{{u"name"_s, name}};
    if (settings.value(u"edge.target_zone"_s).isEmpty())
        return respond(refusal(409, Error(u"settings.target_zone_missing"_s)));
    if (name.count(u'.') < 2)
        return respond(refusal(422, Error(u"domain.not_subdomain"_s, u"name"_s, values)));
    if (name == u"example.co.uk")
        return respond(refusal(422, Error(u"domain.apex"_s, u"name"_s, values)));
    if (find(name))
        return respond(refusal(422, Error(u"domain.duplicate"_s, u"name"_s, values)));
    const wire::TrackingDomain &domain = addDomain(name, input->wantsDefault);
    change(ChangeKind::Domain, name, ChangeAction::Added);
    respond(reply(wire::toJson(domain), 201));
}

void FakeEngine::verify(const QString &name, const Respond &respond)
{
    auto finish = [this, name, respond] {
        wire::TrackingDomain *domain = find(name);
        if (!domain)
            return respond(notFound());
        const wire::Check check = lookUp(*domain);
        domain->checking = false;
        domain->lastCheck = check;
        history[name].prepend(check);
        if (check.outcome == CheckOutcome::Match) {
            domain->status = DomainStatus::Active;
            domain->strikes = 0;
            domain->downgradedAt.reset();
            domain->verifiedAt = check.at;
            domain->nextCheckAt = check.at + 24h;
            domain->certificate = {
                wire::CertificateState::Issuing, std::nullopt, std::nullopt, std::nullopt, std::nullopt, {}};
            if (std::exchange(domain->defaultOnVerify, false))
                setDefault(*domain, true);
        }
        change(ChangeKind::Domain, name, ChangeAction::Changed);
        respond(reply(QJsonObject{{u"domain"_s, wire::toJson(*domain)}, {u"check"_s, wire::toJson(check)}}));
    };
    m_hold ? void(m_held = finish) : finish();
}

void FakeEngine::setDefault(wire::TrackingDomain &domain, bool isDefault)
{
    for (wire::TrackingDomain &other : domains) {
        if (other.clusterId == domain.clusterId && other.isDefault) {
            other.isDefault = false;
            change(ChangeKind::Domain, other.name, ChangeAction::Changed);
        }
    }
    domain.isDefault = isDefault;
    refreshCluster();
    change(ChangeKind::Domain, domain.name, ChangeAction::Changed);
}

void FakeEngine::refreshCluster()
{
    wire::Cluster &cluster = clusters.front();
    cluster.defaultTrackingDomain.reset();
    cluster.trackingHost = cluster.fallbackHost;
    for (const wire::TrackingDomain &domain : domains) {
        if (domain.isDefault) {
            cluster.defaultTrackingDomain = domain.name;
            cluster.trackingHost = domain.name;
        }
    }
}

void FakeEngine::changes(const ApiRequest &request, const Respond &respond)
{
    const qint64 since = queryOf(request, u"since"_s).toLongLong();
    const bool first = queryOf(request, u"epoch"_s).isEmpty();
    const auto answer = [this, since, first, respond] {
        const QList<wire::Change> later = first ? QList<wire::Change>{} : m_changes.mid(since);
        respond(reply(wire::toJson(wire::ChangePage{u"e1"_s, m_changes.size(), first, later})));
    };
    const bool waits = queryOf(request, u"wait"_s) != u"0ms";
    if (first || !waits || since < m_changes.size())
        answer();
    else
        m_poll = answer;
}

void FakeEngine::handleRecords(const ApiRequest &request, const Respond &respond)
{
    const auto same = [](const QString &name, const QString &type) {
        return [name, type](const wire::DnsRecord &record) { return record.name == name && record.type == type; };
    };
    if (request.method == Method::Put) {
        const auto record = wire::fromJson<wire::DnsRecord>(bodyOf(request), wire::UnknownFields::Refuse);
        records.removeIf(same(record->name, record->type));
        records.append(*record);
        change(ChangeKind::DnsRecord, record->name, ChangeAction::Changed);
    } else if (request.method == Method::Delete) {
        const QString name = queryOf(request, u"name"_s);
        records.removeIf(same(name, queryOf(request, u"type"_s)));
        change(ChangeKind::DnsRecord, name, ChangeAction::Removed);
        return respond(done());
    }
    respond(reply(arrayOf(records)));
}

void FakeEngine::handleReadiness(const QStringList &path, const Respond &respond)
{
    const auto answer = [this, respond] { respond(reply(wire::toJson(readiness))); };
    if (path.value(1) != u"probe")
        return answer();
    ++probes;
    const auto finish = [this, answer] {
        if (!probedReadiness.checks.isEmpty())
            readiness = probedReadiness;
        answer();
    };
    m_holdProbe ? void(m_heldProbe = finish) : finish();
}

void FakeEngine::holdProbe(bool hold)
{
    m_holdProbe = hold;
    if (!hold) {
        if (const auto held = std::exchange(m_heldProbe, nullptr))
            held();
    }
}

void FakeEngine::setReadiness(const wire::ReadinessCheck &check)
{
    for (wire::ReadinessCheck &each : readiness.checks) {
        if (each.id == check.id)
            each = check;
    }
    readiness.isReady = std::none_of(readiness.checks.begin(), readiness.checks.end(), [](const auto &each) {
        return each.state == wire::ReadinessState::Todo || each.state == wire::ReadinessState::Failed;
    });
    change(ChangeKind::Readiness, check.id, ChangeAction::Changed);
}

// `path`: behind "webhooks".
void FakeEngine::handleWebhooks(const QStringList &path, const ApiRequest &request, const Respond &respond)
{
    if (path.isEmpty() && request.method == Method::Get)
        return respond(reply(arrayOf(webhooks)));
    const auto edit = [&](wire::Webhook &webhook) {
        const auto input = wire::fromJson<wire::WebhookChange>(bodyOf(request), wire::UnknownFields::Refuse);
        webhook.url = input->url.value_or(webhook.url);
        webhook.types = input->types.value_or(webhook.types);
        webhook.hosts = input->hosts.value_or(webhook.hosts);
        webhook.peopleOnly = input->peopleOnly.value_or(webhook.peopleOnly);
        webhook.batch = input->batch.value_or(webhook.batch);
        webhook.enabled = input->enabled.value_or(webhook.enabled);
        webhook.state = webhook.enabled ? wire::WebhookState::On : wire::WebhookState::Off;
    };
    if (path.isEmpty()) {
        wire::Webhook webhook;
        edit(webhook);
        if (webhook.types.isEmpty())
            return respond(refusal(422, Error(u"webhook.types_required"_s, u"types"_s)));
        webhook.id = ++m_lastId;
        webhook.clusterId = clusterId;
        webhook.createdAt = clock.now();
        webhooks.append(webhook);
        webhook.secret = u"whsec_bmV3"_s;
        return respond(reply(wire::toJson(webhook), 201));
    }
    const auto found = std::find_if(webhooks.begin(), webhooks.end(), [&path](const wire::Webhook &webhook) {
        return webhook.id == path.first().toLongLong();
    });
    if (found == webhooks.end())
        return respond(notFound());
    const QString what = path.value(1);
    if (what == u"deliveries")
        return respond(reply(arrayOf(deliveries)));
    if (what == u"test") {
        wire::WebhookDelivery delivery;
        delivery.id = ++m_lastId;
        delivery.kind = u"test"_s;
        delivery.at = clock.now();
        delivery.status = testProblem.isEmpty() ? 200 : 503;
        delivery.tookMs = 12;
        delivery.problem = testProblem;
        deliveries.prepend(delivery);
        return respond(reply(wire::toJson(delivery)));
    }
    if (what == u"replay")
        replayed << bodyOf(request).value(u"delivery"_s).toInteger();
    if (request.method == Method::Patch)
        edit(*found);
    wire::Webhook shown = *found;
    if (what == u"rotate-secret")
        shown.secret = u"whsec_cm90YXRlZA=="_s;
    if (request.method == Method::Delete) {
        webhooks.erase(found);
        return respond(done());
    }
    respond(reply(wire::toJson(shown)));
}

void FakeEngine::handleTokens(const QStringList &path, const ApiRequest &request, const Respond &respond)
{
    if (path.value(2) == u"rotate") {
        for (wire::Token &token : tokens) {
            if (token.id != path.value(1).toLongLong())
                continue;
            token.formerUntil = clock.now() + 24h;
            wire::Token shown = token;
            shown.token = u"utk_fedcba9876543210"_s;
            return respond(reply(wire::toJson(shown)));
        }
        return respond(notFound());
    }
    if (request.method == Method::Post) {
        const auto input = wire::fromJson<wire::TokenInput>(bodyOf(request), wire::UnknownFields::Refuse);
        tokens.append({++m_lastId, input->name, input->scopes, input->clusterId, clock.now(), std::nullopt,
                       input->expiresAt, std::nullopt, std::nullopt});
        wire::Token shown = tokens.back();
        shown.token = u"utk_0123456789abcdef"_s;
        return respond(reply(wire::toJson(shown), 201));
    }
    if (request.method == Method::Delete) {
        tokens.removeIf([id = path.value(1).toLongLong()](const wire::Token &token) { return token.id == id; });
        return respond(done());
    }
    respond(reply(arrayOf(tokens)));
}

void FakeEngine::handleRewriting(const QString &what, const ApiRequest &request, const Respond &respond)
{
    if (rewritingRefusal && request.method != Method::Get)
        return respond(refusal(503, *rewritingRefusal));
    if (what == u"rewrite-rules") {
        if (request.method == Method::Patch) {
            rewriteRules = *wire::fromJson<wire::RewriteRules>(bodyOf(request), wire::UnknownFields::Refuse);
            change(ChangeKind::Cluster, clusterId, ChangeAction::Changed);
        }
        return respond(reply(wire::toJson(rewriteRules)));
    }
    previewed.append(request);
    wire::RewritePreview preview = m_preview;
    if (const QString host = queryOf(request, u"tracking_host"_s); !host.isEmpty())
        preview.trackingHost = host;
    QByteArray content = request.body;
    qsizetype from = 0;
    for (const wire::RewriteLink &link : std::as_const(preview.links)) {
        const QByteArray value = link.url.toHtmlEscaped().toUtf8();
        const qsizetype at = link.tracked ? content.indexOf(value, content.indexOf("href", from)) : -1;
        if (at < 0)
            continue;
        content.replace(at, value.size(), link.newUrl.toUtf8());
        from = at + link.newUrl.size();
    }
    if (const qsizetype end = content.indexOf("</body>"); preview.pixel && end >= 0)
        content.insert(end, "<img src=\"https://" + preview.trackingHost.toLatin1() + "/o/AQx7vN3kTz.gif\" alt=\"\">");
    preview.bytesBefore = request.body.size();
    preview.bytesAfter = content.size();
    preview.content = QString::fromLatin1(content.toBase64());
    const auto finish = [respond, preview] { respond(reply(wire::toJson(preview))); };
    m_holdPreview ? void(m_heldPreview = finish) : finish();
}

void FakeEngine::holdPreview(bool hold)
{
    m_holdPreview = hold;
    if (!hold) {
        if (const auto held = std::exchange(m_heldPreview, nullptr))
            held();
    }
}

QJsonArray FakeEngine::activity(const QString &name, const ApiRequest &request) const
{
    static constexpr int shape[]{92, 116, 99, 124, 47, 40, 118};
    const qint64 base = opensPerDay.value(name);
    QJsonArray buckets;
    if (base == 0)
        return buckets;
    const TimePoint to = fromIso8601(queryOf(request, u"to"_s)).value_or(clock.now());
    qint64 day = 0;
    for (TimePoint at = *fromIso8601(queryOf(request, u"from"_s)); at < to; at += 24h, ++day) {
        const qint64 opens = base * (shape[std::size_t(day % 7)] + (name.size() * day) % 11) / 100;
        buckets.append(wire::toJson(wire::ActivityBucket{at, opens, opens / 6, opens * 2 / 3, opens / 7}));
    }
    return buckets;
}

wire::TrackingDomain &downgrade(FakeEngine &engine, wire::TrackingDomain &domain, Millis ago)
{
    const TimePoint second = engine.clock.now() - ago;
    QList<wire::Check> &history = engine.history[domain.name];
    history.clear();
    for (const auto back : {0h, 24h}) {
        history.append(makeCheck(domain, second - back, wire::CheckOutcome::Changed, u"not_created"_s, {},
                                 u"The record %1 is gone."_s.arg(domain.name),
                                 u"Add the CNAME record below again at the provider of %1."_s.arg(domain.record.zone)));
    }
    history.append(makeCheck(domain, second - 48h, wire::CheckOutcome::Match, u"ok"_s, domain.record.value,
                             u"The record is correct."_s, {}));
    domain.status = wire::DomainStatus::Pending;
    domain.downgradedAt = second;
    domain.lastCheck = history.front();
    domain.nextCheckAt = engine.clock.now() + 4min;
    domain.defaultOnVerify = std::exchange(domain.isDefault, false);
    domain.certificate = {};
    return domain;
}

} // namespace unmta::test
