import { createTestDatabase, testServers } from '@crossdock/platform/testing';
import { amqpLab } from '../../testing/labs/amqp.lab';
import { describeTransport } from '../../testing/suite/describe-transport';

describeTransport('the AMQP transport', amqpLab(testServers().amqpUrl), createTestDatabase);
