// A certificate that nobody on this computer vouches for, and what it means to trust it: on the first contact calm,
// when it is another one than before as loud as it gets.
#pragma once

#include "base/Error.h"

#include <QFrame>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace unmta::ui {

class TrustCard final : public QFrame
{
    Q_OBJECT

public:
    explicit TrustCard(QWidget *parent = nullptr);

    // Whether the error is of a certificate that can be trusted by deciding so: see HttpTransport.
    [[nodiscard]] static bool concerns(const Error &error);

    void show(const Error &error);
    void putAway();
    // What is to be compared, or null.
    [[nodiscard]] QWidget *evidence() const;
    // Another certificate than the one that was trusted: it takes more than one click.
    [[nodiscard]] bool isChange() const { return m_isChange; }
    [[nodiscard]] bool mayAccept() const;
    // Of the one that is shown; empty: none is.
    [[nodiscard]] QString fingerprint() const { return m_fingerprint; }

Q_SIGNALS:
    void mayAcceptChanged();

private:
    void addFingerprint(const QString &name, const QString &heading, const QString &what, const QString &fingerprint);

    QLabel *m_heading;
    QLabel *m_text;
    QVBoxLayout *m_prints;
    QLabel *m_compare;
    QCheckBox *m_compared;
    QString m_fingerprint;
    bool m_isChange = false;
};

} // namespace unmta::ui
