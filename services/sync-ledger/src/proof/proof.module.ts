import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module';
import { CartBooksHandler } from './cart-books.handler';
import { ProofController } from './proof.controller';
import { ProofOfDay } from './proof.service';

@Module({
  imports: [ConnectionsModule],
  controllers: [CartBooksHandler, ProofController],
  providers: [ProofOfDay],
})
export class ProofModule {}
