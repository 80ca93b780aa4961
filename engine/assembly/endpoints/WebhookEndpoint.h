// What calls webhooks: a worker of their own, so that a receiver that keeps silent delays neither certificates nor
// mail, and its couriers. Engine thread, but for wake().
#pragma once

#include "outbound/OutboundHttp.h"
#include "service/webhooks/WebhookCouriers.h"
#include "store/DatabasePlace.h"

#include <QObject>

#include <memory>

namespace unmta {

class Services;
class Settings;

class WebhookEndpoint final : public QObject
{
    Q_OBJECT

public:
    // All outlive the endpoint.
    struct Dependencies
    {
        Services &services;
        const Clock &clock;
        Random &random;
        store::DatabasePlace store;  // the engine's tables
        store::DatabasePlace events; // a file, or the same server
        bool isSandbox;
        WebhookWording wording;
        const DoerPermit &permit;
    };

    explicit WebhookEndpoint(const Dependencies &d);
    ~WebhookEndpoint() override; // writes down how far each has got

    // They can be tested from here on.
    void start();
    // Once events are recorded: they are delivered. Errors: those of the store.
    [[nodiscard]] Result<void> startDelivery();
    // Another node delivers from here on.
    void stopDelivery();
    // Sends nothing new.
    void pause() { m_couriers.pause(); }
    // Any thread: there is something new, or the clock was moved.
    void wake() { m_couriers.wake(); }
    [[nodiscard]] const WebhookCouriers &couriers() const { return m_couriers; }

private:
    void applySettings(const Settings &settings);

    Dependencies d;
    std::unique_ptr<outbound::OutboundHttp> m_worker; // goes before the couriers
    WebhookCouriers m_couriers;
};

} // namespace unmta
