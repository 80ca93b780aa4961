#include "diagnosis/ViewWalk.h"

#include "dns/DnsName.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

ViewWalk::ViewWalk(std::shared_ptr<const CheckTools> tools, const CheckQuestion &question, View seed, Endpoint server,
                   QString zone, std::shared_ptr<AuthoritativeHops> hops, Done done)
    : m_tools(std::move(tools))
    , m_question(question)
    , m_walk(question.host, question.target, question.targetZone)
    , m_view(std::move(seed))
    , m_server(std::move(server))
    , m_zone(std::move(zone))
    , m_hops(std::move(hops))
    , m_done(std::move(done))
{
    m_view.definitive = true; // until a reply comes without AA
}

void ViewWalk::query(const Question &question, QueryDone done, bool checkingDisabled)
{
    if (isResolver())
        m_tools->askResolver(m_server, question, checkingDisabled, std::move(done));
    else
        m_tools->client.query(m_server, question, m_tools->authorityOptions(), std::move(done));
}

void ViewWalk::ask()
{
    // A mistyped value, mostly. Nobody can be asked for it, and that is not the servers' fault.
    if (m_walk.hops() > 0 && !isValidName(m_walk.current())) {
        m_walk.fail(u"refused"_s);
        afterWalk();
        return;
    }
    const QString &served = m_zone.isEmpty() ? m_question.zone : m_zone;
    if (!isResolver() && m_walk.hops() > 0 && !isUnder(m_walk.current(), served)) {
        askBeyond();
        return;
    }
    query({m_walk.current(), RrType::CNAME}, [self = shared_from_this()](const Result<Message> &reply) {
        const bool delegated = !self->isResolver() && self->m_walk.hops() > 0 && !(reply.ok() && reply->authoritative);
        if (delegated)
            self->askBeyond();
        else
            self->onReply(reply, self->isResolver() ? CnameWalk::Asked::Resolver : CnameWalk::Asked::Authority);
    });
}

void ViewWalk::askBeyond()
{
    m_hops->lookUp(m_walk.current(), [self = shared_from_this()](const AuthoritativeHops::Answer &answer) {
        self->m_view.doubtful = self->m_view.doubtful || answer.doubtful;
        self->take(answer.reply, answer.asked, answer.zone);
    });
}

void ViewWalk::onReply(const Result<Message> &reply, CnameWalk::Asked asked)
{
    if (m_walk.hops() == 0 && reply.ok())
        m_view.rcode = rcodeText(reply->rcode);
    if (isResolver() && reply.ok() && reply->rcode == Rcode::ServFail)
        examineServfail();
    else
        take(reply, asked, m_zone);
}

void ViewWalk::examineServfail()
{
    const Question question{m_walk.current(), RrType::CNAME};
    query(
        question,
        [self = shared_from_this(), question](const Result<Message> &loose) {
            if (!loose.ok() || !failureCode(loose->rcode).isEmpty()) {
                self->m_walk.fail(u"servfail"_s);
                self->afterWalk();
                return;
            }
            const QString dname = dnameOwner(self->m_walk.current(), *loose);
            self->query(question, [self, dname](const Result<Message> &strict) {
                const bool again = strict.ok() && strict->rcode == Rcode::ServFail;
                if (again && !dname.isEmpty()) {
                    self->askForDname(dname, strict);
                    return;
                }
                again ? self->judgeSignatures(strict) : self->take(strict, CnameWalk::Asked::Resolver);
            });
        },
        true);
}

void ViewWalk::judgeSignatures(const Result<Message> &servfail)
{
    const QStringList zones = possibleZones(m_walk.current());
    const QList<RrType> signs{RrType::DS, RrType::DNSKEY};
    const auto isSigned = std::make_shared<bool>(false);
    auto countdown =
        std::make_shared<Countdown>(zones.size() * signs.size(), [self = shared_from_this(), isSigned, servfail] {
            self->m_view.bogus = *isSigned;
            self->take(servfail, CnameWalk::Asked::Resolver);
        });
    for (const QString &zone : zones) {
        for (const RrType type : signs) {
            query(
                {zone, type},
                [zone, type, isSigned, countdown](const Result<Message> &reply) {
                    const auto isIt = [&](const Record &record) { return record.name == zone && record.type == type; };
                    if (reply.ok() && std::any_of(reply->answer.begin(), reply->answer.end(), isIt))
                        *isSigned = true;
                    countdown->arrive();
                },
                true);
        }
    }
}

void ViewWalk::askForDname(const QString &owner, const Result<Message> &servfail)
{
    query({owner, RrType::DNAME}, [self = shared_from_this(), servfail](const Result<Message> &reply) {
        const bool proven =
            reply.ok() && reply->rcode == Rcode::NoError && !dnameOwner(self->m_walk.current(), *reply).isEmpty();
        proven ? self->take(reply, CnameWalk::Asked::Resolver) : self->judgeSignatures(servfail);
    });
}

void ViewWalk::take(const Result<Message> &reply, CnameWalk::Asked asked, const QString &zone)
{
    if (reply.ok()) {
        m_view.definitive = m_view.definitive && reply->authoritative;
        m_walk.feed(*reply, asked, zone);
    } else {
        m_view.unreachable = reply.error().code == "dns.unreachable"_L1 && m_walk.hops() == 0;
        m_walk.fail(failureCode(reply.error().code));
    }
    if (m_walk.finished())
        afterWalk();
    else
        ask();
}

void ViewWalk::afterWalk()
{
    using End = CnameWalk::End;
    const bool hostHasNoCname = m_walk.end() == End::NoCname && m_walk.hops() == 0;
    const bool hostHasCname = m_walk.hops() > 0 && m_walk.end() != End::IllegalSet && m_walk.end() != End::Failed;
    if (hostHasNoCname) {
        probe({RrType::A, RrType::AAAA}, [this](const Message &reply) {
            for (const Record &record : reply.answer) {
                if (record.name == m_question.host && (record.type == RrType::A || record.type == RrType::AAAA))
                    m_view.addresses << record.data;
            }
        });
    } else if (hostHasCname && m_view.definitive) {
        // Only a server of the zone itself can show what stands beside a CNAME; a resolver follows it instead.
        probe({RrType::A, RrType::AAAA, RrType::MX, RrType::TXT},
              [this](const Message &reply) { m_walk.foundBeside(reply.answer); });
    } else {
        finish();
    }
}

// `each` is only called while this walk is alive: the queries keep it.
void ViewWalk::probe(const QList<RrType> &types, const std::function<void(const Message &)> &each)
{
    auto countdown = std::make_shared<Countdown>(types.size(), [self = shared_from_this()] { self->finish(); });
    for (const RrType type : types) {
        query({m_question.host, type}, [countdown, each](const Result<Message> &reply) {
            if (reply.ok())
                each(*reply);
            countdown->arrive();
        });
    }
}

void ViewWalk::finish()
{
    m_view.end = m_walk.end();
    m_view.failure = m_walk.failure();
    m_view.chain = m_walk.chain();
    m_view.conflict = m_walk.conflict();
    m_view.ttl = m_walk.ttl();
    m_view.definitive = m_view.definitive && m_view.end != CnameWalk::End::Failed;
    m_view.addresses.sort();
    m_view.addresses.removeDuplicates();
    const Done done = std::exchange(m_done, nullptr);
    done(m_view);
}

} // namespace unmta::diagnosis
