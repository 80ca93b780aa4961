#include "assembly/SandboxStage.h"

#include "service/domains/ClusterService.h"
#include "service/notices/MailTexts.h"
#include "service/notices/NotificationService.h"
#include "service/rewriting/LinkService.h"

#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRecipients = 1000;
constexpr int paceMs = 50;
constexpr int requestsAtOnce = 12;
constexpr int mostMails = 100;

// Two of three readers open, one of four clicks the offer, one of ten the footer; one of twelve is a program.
constexpr int clickingShare = 4;
constexpr int footerShare = 10;
constexpr int programShare = 12;

const QByteArray &agentOf(int recipient)
{
    static const QByteArrayList people{
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 "
        "Safari/605.1.15",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
        "Safari/537.36",
    };
    static const QByteArray program = "curl/8.5.0";
    return recipient % programShare == programShare - 1 ? program : people.at(recipient % people.size());
}

QString nameOf(int recipient)
{
    return u"reader%1@inbox.example"_s.arg(recipient + 1, 4, 10, QLatin1Char('0'));
}

} // namespace

SandboxStage::SandboxStage(const Dependencies &dependencies)
    : d(dependencies)
{
    m_pace.setInterval(paceMs);
    connect(&m_pace, &QTimer::timeout, this, &SandboxStage::sendSome);
}

Result<QList<wire::SandboxMail>> SandboxStage::mails() const
{
    const auto page = d.notifications.list({}, {}, mostMails);
    if (!page)
        return page.error();
    QList<wire::SandboxMail> mails;
    for (const Notification &notification : page->items) {
        const MailText words = mailText(notification, d.ctl);
        const auto people = d.notifications.recipientsOf(notification.clusterId);
        if (!people)
            return people.error();
        mails.append(
            {notification.id, notification.createdAt, *people, words.subject, words.text, notification.domainName});
    }
    return mails;
}

Result<SandboxStage::Request> SandboxStage::asRequest(const QString &cluster, const QString &host, int recipient,
                                                      const QString &link) const
{
    LinkOrder order;
    order.kind = link.isEmpty() ? LinkKind::Open : LinkKind::Click;
    order.trackingHost = host;
    order.allowHttp = true;
    order.payload.url = link.isEmpty() ? QString() : u"https://shop.example.com/"_s + link;
    order.payload.linkName = link;
    order.payload.linkIndex = link == u"footer"_s ? 2 : link.isEmpty() ? 0 : 1;
    order.payload.messageId = u"sandbox-%1@mail.example.com"_s.arg(m_played);
    order.payload.recipient = nameOf(recipient);
    const auto url = d.links.mint(cluster, order);
    return url ? Result<Request>(Request{*url, agentOf(recipient)}) : url.error();
}

Result<wire::SandboxAudience> SandboxStage::play(const wire::SandboxAudienceInput &input)
{
    if (input.recipients < 1 || input.recipients > mostRecipients)
        return Error(u"sandbox.bad_audience"_s, u"recipients"_s,
                     {{u"value"_s, QString::number(input.recipients)}, {u"most"_s, QString::number(mostRecipients)}});
    const auto cluster = d.clusters.byId(input.cluster);
    if (!cluster)
        return cluster.error();
    ++m_played;
    wire::SandboxAudience audience{input.recipients, 0, 0};
    std::deque<Request> clicks; // people read before they click
    for (int i = 0; i < input.recipients; ++i) {
        // A single reader does everything, so that there is something to see.
        const bool isAlone = input.recipients == 1;
        QStringList links;
        if (isAlone || i % 3 != 2)
            links << QString();
        if (isAlone || i % clickingShare == 0)
            links << u"offer"_s;
        if (i % footerShare == footerShare - 1)
            links << u"footer"_s;
        for (const QString &link : std::as_const(links)) {
            auto request = asRequest(cluster->id, input.trackingHost, i, link);
            if (!request)
                return request.error();
            ++(link.isEmpty() ? audience.opens : audience.clicks);
            (link.isEmpty() ? m_waiting : clicks).push_back(*std::move(request));
        }
    }
    m_waiting.insert(m_waiting.end(), clicks.begin(), clicks.end());
    m_pace.start();
    return audience;
}

void SandboxStage::sendSome()
{
    for (int i = 0; i < requestsAtOnce && !m_waiting.empty(); ++i) {
        send(m_waiting.front());
        m_waiting.pop_front();
    }
    if (m_waiting.empty())
        m_pace.stop();
}

// At the edge itself, wherever the host's name would lead to in the world.
void SandboxStage::send(const Request &request)
{
    const QString scheme = QUrl(request.url).scheme();
    const auto listeners = d.listeners();
    const auto way = std::find_if(listeners.begin(), listeners.end(),
                                  [&scheme](const wire::Listener &each) { return each.kind == scheme; });
    if (way == listeners.end())
        return;
    outbound::HttpCall call;
    call.url = request.url;
    call.headers = {{"User-Agent", request.agent}};
    call.allowedProtocols = {scheme};
    call.addresses = outbound::AddressPolicy::any();
    call.connectTo = u"127.0.0.1:%1"_s.arg(way->port);
    call.verifyPeer = false; // its certificate comes from the sandbox's own authority
    call.timeout = std::chrono::seconds(20);
    d.outbound.send(std::move(call), [](const Result<outbound::HttpReply> &) {});
}

} // namespace unmta
