// The certificates of the cluster's domains by how long they are still good, and those that cannot be had.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"

class QGridLayout;

namespace unmta::ui {

// How many certificates are in which state; each counts once.
struct CertificateCounts
{
    int over = 0;  // it ended
    int week = 0;  // it ends within 7 days
    int month = 0; // within 30, but not within 7
    int later = 0;
    int coming = 0; // being issued
    int failed = 0; // there is none, and it could not be had
    std::optional<TimePoint> nextRenewal = {};

    [[nodiscard]] int valid() const { return week + month + later; }
    bool operator==(const CertificateCounts &) const = default;
};
[[nodiscard]] CertificateCounts countCertificates(const QList<wire::TrackingDomain> &domains, TimePoint now);

class FigureRows;

class CertificatesCard final : public QFrame
{
    Q_OBJECT

public:
    explicit CertificatesCard(QWidget *parent = nullptr);
    void show(const QList<wire::TrackingDomain> &domains, TimePoint now);

private:
    QLabel *m_summary;
    QWidget *m_figures;
    FigureRows *m_rows;
    QLabel *m_over;
    QLabel *m_week;
    QLabel *m_month;
    QLabel *m_later;
    QLabel *m_coming;
    QLabel *m_failed;
};

} // namespace unmta::ui
