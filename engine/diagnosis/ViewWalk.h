// Walks the chain as one server sees it and gathers what else that view needs. Internal to the checker; DNS thread.
#pragma once

#include "diagnosis/AuthoritativeHops.h"
#include "diagnosis/Diagnosis.h"

namespace unmta::diagnosis {

class ViewWalk : public std::enable_shared_from_this<ViewWalk>
{
public:
    using Done = std::function<void(const View &)>;

    // `seed` says who is asked; `zone` is what that server serves (empty: not found) and `hops` what continues beyond
    // it (both only for authoritative servers).
    ViewWalk(std::shared_ptr<const CheckTools> tools, const CheckQuestion &question, View seed, dns::Endpoint server,
             QString zone, std::shared_ptr<AuthoritativeHops> hops, Done done);

    void start() { ask(); }

private:
    [[nodiscard]] bool isResolver() const { return m_view.role == ServerRole::Resolver; }
    void query(const dns::Question &question, dns::QueryDone done, bool checkingDisabled = false);
    void ask();
    void askBeyond();
    void onReply(const Result<dns::Message> &reply, CnameWalk::Asked asked);
    // A resolver that fails, but answers with checking disabled, and fails again: the signatures may be bad.
    void examineServfail();
    // They are, if a zone on the way is signed: by its delegation (DS), or by its own keys where the resolver was told
    // to trust those. Otherwise the resolver has failed for another reason, perhaps some time ago (RFC 2308, 7).
    void judgeSignatures(const Result<dns::Message> &servfail);
    // Validating resolvers may fail on the unsigned CNAME that a signed DNAME stands for; the DNAME itself is the
    // proof.
    void askForDname(const QString &owner, const Result<dns::Message> &servfail);
    // `zone`: what an authoritative server was asked as a server of.
    void take(const Result<dns::Message> &reply, CnameWalk::Asked asked, const QString &zone = {});
    void afterWalk();
    void probe(const QList<dns::RrType> &types, const std::function<void(const dns::Message &)> &each);
    void finish();

    std::shared_ptr<const CheckTools> m_tools;
    const CheckQuestion m_question;
    CnameWalk m_walk;
    View m_view;
    const dns::Endpoint m_server;
    const QString m_zone;
    std::shared_ptr<AuthoritativeHops> m_hops;
    Done m_done;
};

} // namespace unmta::diagnosis
