// A record of the sandbox's simulated provider, new or to be changed.
#pragma once

#include "base/Error.h"
#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace unmta::ui {

class RecordDialog final : public Sheet
{
    Q_OBJECT

public:
    // `record` is the one to be changed, whose name and type stay.
    explicit RecordDialog(const std::optional<wire::DnsRecord> &record, QWidget *parent = nullptr);
    void refuse(const Error &error);

Q_SIGNALS:
    void submitted(const unmta::wire::DnsRecord &record);

private:
    [[nodiscard]] wire::DnsRecord entered() const;

    QLineEdit *m_name;
    QComboBox *m_type;
    QLineEdit *m_value;
    QSpinBox *m_ttl;
    QLabel *m_answer;
    QPushButton *m_save;
};

} // namespace unmta::ui
