// One value that another thread delivers; waiting has a bound.
#pragma once

#include "support/Patience.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace unmta::test {

template <typename T>
class Awaited
{
public:
    // The callback to hand out; may outlive this object.
    [[nodiscard]] std::function<void(T)> sink()
    {
        return [state = m_state](T value) {
            const std::lock_guard lock(state->mutex);
            state->value.emplace(std::move(value));
            ++state->deliveries;
            state->arrived.notify_all();
        };
    }

    [[nodiscard]] std::optional<T> wait()
    {
        std::unique_lock lock(m_state->mutex);
        m_state->arrived.wait_for(lock, patience, [this] { return m_state->value.has_value(); });
        return m_state->value;
    }

    [[nodiscard]] int deliveries() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->deliveries;
    }

private:
    struct State
    {
        std::mutex mutex;
        std::condition_variable arrived;
        std::optional<T> value;
        int deliveries = 0;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace unmta::test
