// The two small cards beside the chart: the certificate, and the monitor's strikes.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"

namespace unmta::ui {

class Badge;

class CertificateCard final : public QFrame
{
    Q_OBJECT

public:
    explicit CertificateCard(QWidget *parent = nullptr);
    void show(const wire::Certificate &certificate, TimePoint now);

private:
    Badge *m_badge;
    QLabel *m_line;
    QLabel *m_detail;
};

class MonitoringCard final : public QFrame
{
    Q_OBJECT

public:
    explicit MonitoringCard(QWidget *parent = nullptr);
    void show(const wire::TrackingDomain &domain, TimePoint now);

private:
    Badge *m_strikes;
    QLabel *m_times;
    QLabel *m_meaning;
};

} // namespace unmta::ui
