// Writes Prometheus' text format. Internal to EngineMetrics.
#pragma once

#include "edge/LatencyHistogram.h"

#include <QByteArray>

namespace unmta {

class MetricText
{
public:
    // The values follow. The name is without "unmta_".
    void family(const QByteArray &name, const QByteArray &type, const QByteArray &help)
    {
        m_name = "unmta_" + name;
        m_text += "# HELP " + m_name + ' ' + help + "\n# TYPE " + m_name + ' ' + type + '\n';
    }
    void value(qint64 value, const QByteArray &labels = {}) { line(m_name, labels, QByteArray::number(value)); }
    void seconds(double value, const QByteArray &labels = {}) { line(m_name, labels, decimal(value)); }
    void single(const QByteArray &name, const QByteArray &type, const QByteArray &help, quint64 number)
    {
        family(name, type, help);
        value(static_cast<qint64>(number));
    }
    void histogram(const QByteArray &name, const QByteArray &help, const edge::LatencyHistogram::Reading &reading)
    {
        family(name, "histogram", help);
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < reading.counts.size(); ++i) {
            sum += reading.counts[i];
            const bool isLast = i == edge::LatencyHistogram::bounds.size();
            const QByteArray bound =
                isLast ? "+Inf" : decimal(std::chrono::duration<double>(edge::LatencyHistogram::bounds[i]).count());
            line(m_name + "_bucket", "le=\"" + bound + '"', QByteArray::number(sum));
        }
        line(m_name + "_sum", {}, decimal(std::chrono::duration<double>(reading.sum).count()));
        line(m_name + "_count", {}, QByteArray::number(sum));
    }
    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    static QByteArray decimal(double value) { return QByteArray::number(value, 'g', 15); }
    void line(const QByteArray &name, const QByteArray &labels, const QByteArray &value)
    {
        m_text += name + (labels.isEmpty() ? QByteArray() : '{' + labels + '}') + ' ' + value + '\n';
    }

    QByteArray m_name;
    QByteArray m_text;
};

} // namespace unmta
