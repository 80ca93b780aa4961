#include "diagnosis/Diagnosis.h"

#include "diagnosis/DiagnosisText.h"
#include "diagnosis/Proxies.h"
#include "dns/DnsName.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

using End = CnameWalk::End;

// Shorter starts of a target say nothing: "v-" and eight hex digits must be there.
constexpr qsizetype TellingPrefix = 10;

// The target itself with its end missing: no zone in which anything could stand.
bool isCut(const QString &name, const CheckQuestion &question)
{
    return name != question.target && name.size() >= TellingPrefix && question.target.startsWith(name);
}

bool isTruncation(const QString &name, const CheckQuestion &question)
{
    return isCut(name, question) || (name != question.target && firstLabel(name) == firstLabel(question.target));
}

// What is wrong with a name that is the target all the same; empty when it is another name.
QList<TypingMistake> mistakesIn(const QString &name, const CheckQuestion &question)
{
    if (isValidName(name))
        return {};
    TypedName typed = readTypedName(unescaped(name));
    // A dot that belongs to a label: typed behind a backslash, or as a second one at the end.
    if (typed.mistakes.isEmpty() && name.contains(u"\\."_s))
        typed.mistakes << (name.endsWith(u"\\."_s) ? TypingMistake::SecondDot : TypingMistake::Backslash);
    const bool isIt = typed.name == question.target || typed.name.startsWith(question.target + u'.') ||
                      isTruncation(typed.name, question);
    return isIt ? typed.mistakes : QList<TypingMistake>();
}

bool isMeant(const QString &name, const CheckQuestion &question)
{
    return isTruncation(name, question) || !mistakesIn(name, question).isEmpty();
}

// The host's own record shows that it is cut, whatever became of the hops behind it. An authoritative server's first
// hop always had AA: without it the server would be lame and the chain have no second name.
bool recordIsCut(const View &view, const CheckQuestion &question)
{
    return view.chain.size() > 1 &&
           (isCut(view.chain.at(1), question) || !mistakesIn(view.chain.at(1), question).isEmpty());
}

// The name in the chain that a code is about.
QString culprit(const View &view, const CheckQuestion &question)
{
    for (const QString &name : view.chain.mid(1)) {
        if (isMeant(name, question))
            return name;
    }
    return view.chain.isEmpty() ? QString() : view.chain.last();
}

QString codeOfAddresses(const View &view, const Facts &facts)
{
    const QStringList &ours = facts.targetAddresses;
    const bool flattened =
        !ours.isEmpty() && std::all_of(view.addresses.begin(), view.addresses.end(),
                                       [&ours](const QString &address) { return ours.contains(address); });
    const bool proxied = std::any_of(view.addresses.begin(), view.addresses.end(),
                                     [](const QString &address) { return !proxyOfAddress(address).isEmpty(); });
    if (flattened)
        return u"flattened"_s;
    return proxied ? u"proxied"_s : u"address_record"_s;
}

// The chain ended, but not at the target.
QString codeOfElsewhere(const View &view, const Facts &facts)
{
    if (view.chain.size() <= 1) {
        if (!view.addresses.isEmpty())
            return codeOfAddresses(view, facts);
        return facts.doubledName.isEmpty() ? u"not_created"_s : u"doubled_name"_s;
    }
    if (!proxyOfName(view.chain.last()).isEmpty())
        return u"proxied"_s;
    return isTruncation(culprit(view, facts.question), facts.question) ? u"truncated_target"_s : u"wrong_target"_s;
}

QString foundBy(const View &view, const QString &code, const Facts &facts)
{
    if (code == "doubled_name"_L1)
        return facts.doubledName;
    if (code == "ok"_L1)
        return view.chain.last();
    if (view.end == End::IllegalSet)
        return view.conflict.join(u", "_s);
    if (view.chain.size() > 1)
        return culprit(view, facts.question);
    return view.addresses.join(u", "_s);
}

QString proxyOf(const View &view)
{
    for (const QString &address : view.addresses) {
        if (QString proxy = proxyOfAddress(address); !proxy.isEmpty())
            return proxy;
    }
    return view.chain.isEmpty() ? QString() : proxyOfName(view.chain.last());
}

QString answerText(const View &view)
{
    if (!view.everyName.isEmpty())
        return view.everyName + u", as for every name"_s;
    if (view.end == End::IllegalSet)
        return view.conflict.join(u", "_s);
    if (view.chain.size() > 1)
        return u"CNAME "_s + view.chain.at(1);
    if (view.end == End::Failed) {
        if (view.failure == "timeout"_L1 || view.failure == "network_down"_L1)
            return u"no answer"_s;
        return view.failure == "lame"_L1 ? u"does not serve this zone"_s : u"could not answer"_s;
    }
    if (view.addresses.isEmpty())
        return view.end == End::NoName ? u"no such name"_s : u"no record"_s;
    QStringList parts;
    for (const QString &address : view.addresses)
        parts << (address.contains(u':') ? u"AAAA "_s : u"A "_s) + address;
    return parts.join(u", "_s);
}

ServerAnswer answerOf(const View &view, const QString &code)
{
    ServerAnswer answer;
    answer.server = view.server;
    answer.address = view.address;
    answer.role = view.role == ServerRole::Resolver ? u"resolver"_s : u"authoritative"_s;
    answer.code = code;
    answer.answer = answerText(view);
    if (view.ttl > 0)
        answer.ttl = view.ttl;
    return answer;
}

// One view together with what it means.
struct Verdict
{
    const View *view;
    QString code;
    CheckOutcome outcome;
    bool solid; // walked to its end, or needs no end; anything else is a hint, never a confirmation
};

struct Sources
{
    QList<Verdict> match;
    QList<Verdict> changed;
    QList<Verdict> unknown;
    QList<Verdict> invented; // by resolvers that say the same of every name

    void add(const Verdict &verdict)
    {
        QList<Verdict> &list = verdict.outcome == CheckOutcome::Match     ? match
                               : !verdict.view->everyName.isEmpty()       ? invented
                               : verdict.outcome == CheckOutcome::Changed ? changed
                                                                          : unknown;
        list << verdict;
    }
    [[nodiscard]] bool know() const { return !match.isEmpty() || !changed.isEmpty(); }
};

struct Decision
{
    QString code;
    const View *view = nullptr; // whose chain is shown
    bool confirmed = false;
};

// The zone's own server shows a CNAME that no resolver's chain begins with, though they have one that ends well.
bool isNews(const View &view, const Facts &facts)
{
    if (view.chain.size() < 2)
        return false;
    bool any = false;
    for (const View &other : facts.views) {
        if (other.role != ServerRole::Resolver || other.end != End::Reached)
            continue;
        any = true;
        if (other.chain.value(1) == view.chain.at(1))
            return false;
    }
    return any;
}

bool saysTheSame(const Verdict &one, const Verdict &other, const Facts &facts)
{
    return one.code == other.code && foundBy(*one.view, one.code, facts) == foundBy(*other.view, other.code, facts);
}

bool allSay(const QList<Verdict> &verdicts, const Facts &facts)
{
    return std::all_of(verdicts.begin(), verdicts.end(),
                       [&](const Verdict &verdict) { return saysTheSame(verdict, verdicts.first(), facts); });
}

// What most of them say; among equals the one that comes first by its words, so that the order of servers decides
// nothing.
const Verdict &leadingOf(const QList<Verdict> &verdicts, const Facts &facts)
{
    const auto rank = [&](const Verdict &verdict) {
        const auto same = std::count_if(verdicts.begin(), verdicts.end(),
                                        [&](const Verdict &other) { return saysTheSame(verdict, other, facts); });
        return std::tuple(!verdict.solid, -same, verdict.code, foundBy(*verdict.view, verdict.code, facts));
    };
    return *std::min_element(verdicts.begin(), verdicts.end(),
                             [&](const Verdict &a, const Verdict &b) { return rank(a) < rank(b); });
}

// Who could not follow the record has at least seen it, which is more than who failed at once.
const Verdict *sawTheRecord(const Verdict &worst, const Sources &resolvers, const Sources &authorities)
{
    const auto saw = [](const Verdict &verdict) {
        return verdict.view->end == End::Failed && verdict.view->chain.size() > 1;
    };
    if (saw(worst))
        return &worst;
    for (const QList<Verdict> *verdicts : {&resolvers.unknown, &authorities.unknown}) {
        const auto found = std::find_if(verdicts->begin(), verdicts->end(), saw);
        if (found != verdicts->end())
            return &*found;
    }
    return nullptr;
}

// The failure that explains most comes first.
Decision worstFailure(const Sources &resolvers, const Sources &authorities)
{
    static const std::array<QString, 6> order = {u"dnssec_bogus"_s, u"servfail"_s, u"refused"_s,
                                                 u"lame"_s,         u"timeout"_s,  u"network_down"_s};
    const Verdict *worst = nullptr;
    auto rank = order.size();
    for (const Verdict &verdict : resolvers.unknown.isEmpty() ? authorities.unknown : resolvers.unknown) {
        const auto at = static_cast<size_t>(std::find(order.begin(), order.end(), verdict.code) - order.begin());
        if (worst == nullptr || at < rank) {
            worst = &verdict;
            rank = at;
        }
    }
    if (worst == nullptr)
        return {u"network_down"_s, nullptr, false};
    if (const Verdict *seen = sawTheRecord(*worst, resolvers, authorities))
        return {outcomeOf(seen->code) == CheckOutcome::Unknown ? seen->code : worst->code, seen->view, false};
    // A resolver can only say SERVFAIL or nothing at all; the zone's servers themselves show why.
    const auto &behind = authorities.unknown;
    const bool oneReason = !behind.isEmpty() && std::all_of(behind.begin(), behind.end(), [&](const Verdict &verdict) {
        return verdict.code == behind.first().code;
    });
    if ((worst->code == "servfail"_L1 || worst->code == "timeout"_L1) && oneReason &&
        (behind.first().code == "lame"_L1 || behind.first().code == "refused"_L1))
        return {behind.first().code, behind.first().view, false};
    return {worst->code, worst->view, false};
}

// One that has shown the record, and could not follow it by itself, has not been silent. Where nobody listens, the
// network on the way is closed.
bool isSilent(const Verdict &authority)
{
    const View &view = *authority.view;
    return !view.unreachable && (view.end == End::Failed || view.doubtful || view.chain.size() < 2);
}

// Whether resolvers alone may confirm a change, where none of the zone's own servers has spoken. A server of the zone
// that is silent or declines outweighs any number of resolvers: they only repeat what they have from it, or made up.
// Where nobody can name the zone's servers two resolvers must agree; where none of them listens on this network's port
// 53, the same resolver's word a second time is a second source too, the weakest there is. A resolver that is a server
// of the zone itself (AA) needs no second one.
bool resolversConfirm(const Verdict &leading, const Sources &resolvers, const Sources &authorities, const Facts &facts)
{
    const QList<Verdict> &asked = authorities.unknown;
    if (std::any_of(asked.begin(), asked.end(), isSilent) || (asked.isEmpty() && facts.zoneIsUnsure))
        return false;
    const auto isServerItself = [](const Verdict &verdict) { return verdict.solid && verdict.view->definitive; };
    if (std::any_of(resolvers.changed.begin(), resolvers.changed.end(), isServerItself))
        return true;
    const auto solid = std::count_if(resolvers.changed.begin(), resolvers.changed.end(), [&](const Verdict &verdict) {
        return verdict.solid && saysTheSame(verdict, leading, facts);
    });
    if (asked.isEmpty())
        return facts.nameServers.isEmpty() && solid >= 2;
    return solid >= 2 || facts.repeated;
}

// A server of the zone that answered that it does not know the zone, or cannot look.
const Verdict *declined(const Sources &authorities)
{
    static const QStringList codes{u"lame"_s, u"refused"_s, u"servfail"_s};
    for (const QString &code : codes) {
        const auto found =
            std::find_if(authorities.unknown.begin(), authorities.unknown.end(), [&code](const Verdict &verdict) {
                return verdict.code == code && verdict.view->chain.size() <= 1;
            });
        if (found != authorities.unknown.end())
            return &*found;
    }
    return nullptr;
}

Decision decide(const Sources &resolvers, const Sources &authorities, const Facts &facts)
{
    const auto bogus = std::find_if(resolvers.unknown.begin(), resolvers.unknown.end(),
                                    [](const Verdict &verdict) { return verdict.code == "dnssec_bogus"_L1; });
    // Whoever does not check the signatures sees nothing wrong, and most recipients' resolvers do check.
    if (bogus != resolvers.unknown.end())
        return {bogus->code, bogus->view, false};

    if (authorities.know()) {
        if (authorities.changed.isEmpty())
            return {u"ok"_s, authorities.match.first().view, true};
        const Verdict &first = authorities.changed.first();
        // A resolver passes on one record of such a set, perhaps the right one; that is no sign of a change on its way.
        const bool oneOfASet = first.code == "illegal_set"_L1 && !resolvers.match.isEmpty();
        const bool isWaitedFor = !resolvers.match.isEmpty() && !oneOfASet && !facts.question.cachesAreOver;
        if (!authorities.match.isEmpty() || isWaitedFor || !allSay(authorities.changed, facts))
            return {u"disagree"_s, first.view, false};
        // A resolver that keeps to the old answer beyond its time has it from elsewhere: the zone has the last word.
        const bool second =
            !resolvers.match.isEmpty() ||
            std::any_of(resolvers.changed.begin(), resolvers.changed.end(), std::mem_fn(&Verdict::solid));
        return {first.code, first.view, second && first.solid};
    }
    if (!resolvers.know()) {
        // What such a resolver says is shown where nobody else has said anything.
        if (!resolvers.invented.isEmpty() && resolvers.unknown.isEmpty() && authorities.unknown.isEmpty()) {
            const Verdict &invented = leadingOf(resolvers.invented, facts);
            return {invented.code, invented.view, false};
        }
        return worstFailure(resolvers, authorities);
    }
    if (resolvers.changed.isEmpty())
        return {u"ok"_s, resolvers.match.first().view, true};
    const Verdict &first = leadingOf(resolvers.changed, facts);
    if (!resolvers.match.isEmpty())
        return {u"disagree"_s, first.view, false};
    // What the resolvers say about a zone whose servers have lost it is what they believed of those.
    if (const Verdict *verdict = declined(authorities))
        return {verdict->code, verdict->view, false};
    return {first.code, first.view, first.solid && resolversConfirm(first, resolvers, authorities, facts)};
}

// The order in which servers were configured or have answered must decide nothing, not even whose chain is shown.
QList<const View *> inOneOrder(const QList<View> &views)
{
    QList<const View *> sorted;
    for (const View &view : views)
        sorted << &view;
    std::stable_sort(sorted.begin(), sorted.end(), [](const View *a, const View *b) {
        return std::tie(a->server, a->address) < std::tie(b->server, b->address);
    });
    return sorted;
}

// How long a resolver may go on giving the answer that is in the way.
std::optional<Millis> cachedFor(const Sources &resolvers, const QString &code)
{
    std::uint32_t longest = 0;
    const QList<Verdict> inTheWay = code == "disagree"_L1 ? resolvers.changed + resolvers.match : resolvers.changed;
    for (const Verdict &verdict : inTheWay) {
        if (!verdict.view->definitive)
            longest = std::max(longest, verdict.view->ttl);
    }
    return longest > 0 ? std::optional<Millis>(std::chrono::seconds(longest)) : std::nullopt;
}

} // namespace

QString codeOf(const View &view, const Facts &facts)
{
    switch (view.end) {
    case End::Reached:
        return u"ok"_s;
    case End::NoName:
    case End::NoCname:
        return codeOfElsewhere(view, facts);
    case End::IllegalSet:
        return u"illegal_set"_s;
    case End::Loop:
        return u"loop"_s;
    case End::TooLong:
        return u"too_long"_s;
    case End::Walking:
    case End::Failed:
        break;
    }
    // A visible truncation needs no end of the chain: where it leads does not exist.
    if (view.chain.size() > 1 && isMeant(culprit(view, facts.question), facts.question))
        return codeOfElsewhere(view, facts);
    if (view.bogus)
        return u"dnssec_bogus"_s;
    // The record itself is known and leads to a name that this server does not serve: worth telling, never a strike.
    if (view.chain.size() > 1 && (view.failure == "refused"_L1 || view.failure == "lame"_L1))
        return codeOfElsewhere(view, facts);
    return view.failure.isEmpty() ? u"timeout"_s : view.failure;
}

CheckOutcome outcomeOf(const QString &code)
{
    static const QStringList changed = {u"not_created"_s, u"doubled_name"_s, u"wrong_target"_s,   u"truncated_target"_s,
                                        u"proxied"_s,     u"flattened"_s,    u"address_record"_s, u"illegal_set"_s,
                                        u"loop"_s,        u"too_long"_s};
    if (code == "ok"_L1)
        return CheckOutcome::Match;
    return changed.contains(code) ? CheckOutcome::Changed : CheckOutcome::Unknown;
}

Finding diagnose(const Facts &facts)
{
    Finding finding;
    Check &check = finding.check;
    finding.host = facts.question.host;
    finding.zone = facts.zone.isEmpty() ? facts.question.zone : facts.zone;
    check.expected = facts.question.target;
    check.nameServers = facts.nameServers;

    Sources resolvers;
    Sources authorities;
    for (const View &view : facts.views)
        check.servers << answerOf(view, codeOf(view, facts));
    for (const View *each : inOneOrder(facts.views)) {
        const View &view = *each;
        const QString code = codeOf(view, facts);
        const bool cut =
            (code == "truncated_target"_L1 || code == "wrong_target"_L1) && recordIsCut(view, facts.question);
        Verdict verdict{&view, code, outcomeOf(code), (view.end != End::Failed && !view.doubtful) || cut};
        if (view.role == ServerRole::Resolver) {
            resolvers.add(verdict);
            continue;
        }
        // What an authority's view took from a resolver's cache on the way decides nothing, unless the record itself is
        // another one than the resolvers have.
        if (verdict.outcome == CheckOutcome::Changed && !view.definitive && !cut && !isNews(view, facts))
            verdict.outcome = CheckOutcome::Unknown;
        authorities.add(verdict);
    }

    const Decision decision = decide(resolvers, authorities, facts);
    check.code = decision.code;
    check.outcome = outcomeOf(decision.code);
    check.confirmed = decision.confirmed;
    if (decision.view != nullptr) {
        check.chain = decision.view->chain;
        check.found = foundBy(*decision.view, decision.code, facts);
        if (check.code == "proxied"_L1)
            finding.proxy = proxyOf(*decision.view);
    }
    if (check.code == "truncated_target"_L1 || check.code == "wrong_target"_L1)
        finding.mistakes = mistakesIn(check.found, facts.question);
    finding.foundIsOurTarget = finding.mistakes.isEmpty() && check.code == "wrong_target"_L1 &&
                               !facts.question.targetZone.isEmpty() && check.found != facts.question.targetZone &&
                               isUnder(check.found, facts.question.targetZone);
    if (check.outcome == CheckOutcome::Changed && !resolvers.match.isEmpty() && check.code != "illegal_set"_L1)
        finding.dissenter = resolvers.match.first().view->server;
    for (const Verdict &verdict : std::as_const(resolvers.invented))
        finding.inventors << Finding::Inventor{verdict.view->server, verdict.view->everyName};
    check.cachedFor = cachedFor(resolvers, check.code);
    const CheckText text = checkText(finding);
    check.message = text.message;
    check.hint = text.hint;
    return finding;
}

} // namespace unmta::diagnosis
